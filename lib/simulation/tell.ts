import { Temporal } from 'temporal-polyfill';
import type { Day } from './diary.ts';
import { faultsOf, type Outcome, seconds } from './outcome.ts';
import type { SimulationOutput } from './output.ts';

/** One line a day; what stands in no calendar goes below it. */
export function tellDay({ line, paint }: SimulationOutput, day: Day): void {
  const counts = [
    count(day.closed, 'closed'),
    count(day.reopened, 'reopened'),
    count(day.changed, 'changed'),
    `${String(day.requests).padStart(4)} requests`,
  ];
  const by = day.closedBy.length > 0 ? paint('dim', `  ${day.closedBy.map(plainName).join(', ')}`) : '';
  line(`  ${paint('bold', dateName(day.date))}  ${counts.join('  ')}${by}`);
  if (day.kept > 0) line(`              ${paint('cyan', `${day.kept} kept as a person left it`)}`);
  if (day.failed > 0) line(`              ${paint('red', `${day.failed} failed`)}`);
  for (const incident of day.incidents) line(`              ${paint('yellow', incident)}`);
}

function count(number: number, word: string): string {
  return `${number === 0 ? '  ·' : String(number).padStart(3)} ${number === 0 ? ' '.repeat(word.length) : word}`;
}

function plainName(source: string): string {
  return source.replace(/^ad-hoc:/, '');
}

function dateName(date: string): string {
  return Temporal.PlainDate.from(date)
    .toLocaleString('en-GB', { weekday: 'short', day: '2-digit', month: 'short' })
    .replace(',', '');
}

/** What a user wants to know at the end. */
export function tellOutcome(out: SimulationOutput, outcome: Outcome): void {
  const { punctuality, usage, restoration } = outcome;
  const faults = faultsOf(outcome);
  const { paint, line } = out;
  const row = (name: string, text: string) => line(`  ${paint('bold', name.padEnd(11))}${text}`);
  line();
  row(
    'Closings',
    `${punctuality.planned} planned, ${punctuality.planned - punctuality.late.length} on time: between ` +
      `${seconds(-punctuality.earliest)} before their instant and ${latest(punctuality.latest)}`,
  );
  if (punctuality.held > 0) {
    const held = `${punctuality.held} of them where an opening lasted until then, done within ${seconds(punctuality.latestHeld)}`;
    line(`  ${' '.repeat(11)}${paint('dim', held)}`);
  }
  row('Reopenings', `none before its instant, the last ${seconds(punctuality.latestReopening)} after it`);
  row(
    'Requests',
    `${usage.reads + usage.writes} (${usage.writes} writes, ${usage.reads} reads); at most ${usage.mostInAMinute} in any minute, ` +
      `of the ${usage.budgetPerMinute} that they may use and the ${usage.quotaPerMinute} that Partoo allows; 429: ${usage.tooManyRequests}`,
  );
  row('Restored', restored(restoration));
  for (const { code, field } of restoration.peoples) {
    line(`  ${' '.repeat(11)}${paint('cyan', `${code}: ${field} is what its manager made it`)}`);
  }
  line();
  if (faults.length === 0) line(paint('green', '  All shops are as they were, and every closure was kept.'));
  for (const fault of faults) out.note(paint('red', `  ✗ ${fault}`));
}

function latest(milliseconds: number): string {
  return milliseconds > 0 ? `${seconds(milliseconds)} after it` : `${seconds(-milliseconds)} before it`;
}

function restored({ businesses, identical, stillClosed, differences }: Restoration): string {
  const compared = businesses - stillClosed;
  const open = stillClosed > 0 ? `; ${stillClosed} more are rightly still closed` : '';
  const wrong = new Set(differences.map(({ code }) => code)).size;
  return wrong === 0
    ? `${identical} of ${compared} shops, byte for byte but for what people changed${open}`
    : `${identical} of ${compared} shops; ${wrong} are not${open}`;
}

type Restoration = Outcome['restoration'];

const NEXT_STEPS = [
  ['export PARTOO_API_KEY=…', 'a key from Partoo’s settings'],
  ['npx partoo-closures init', 'writes a closures.yml that fits your shops; look it over'],
  ['npx partoo-closures plan', 'what would be closed when; changes nothing'],
  ['npx partoo-closures apply', 'puts the rules into force'],
  ['npx partoo-closures run --dry-run', 'what would be done now; changes nothing'],
] as const;

/** What to type next, on an account of one's own. */
export function tellNextSteps({ line, paint }: SimulationOutput): void {
  const command = (text: string) => paint('cyan', text);
  line();
  line('  On your own account:');
  for (const [words, why] of NEXT_STEPS) line(`    ${command(words)}${' '.repeat(34 - words.length)}${why}`);
}
