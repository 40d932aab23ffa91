/** `explain` for people: what should be, who says so of each field, and what consumers read. */
import { actorInWords } from '../closures/actors.ts';
import type { ExplainReport } from '../operations/index.ts';
import { plain } from '../operations/plain.ts';
import { shortMoment } from '../short-times.ts';
import type { Output } from './output.ts';
import { printTable } from './table.ts';
import { wrapped } from './wrap.ts';

export function printExplanation(out: Output, report: ExplainReport): void {
  const { business, code, organization, timezone, region, language, at, next } = report;
  const place = [organization, region, language].filter(Boolean).join(', ');
  out.line(`${out.paint('bold', plain(code ?? business))} of ${place}; times are those of ${timezone}`);
  const state = report.state.replace('-', ' ');
  const colour = report.state === 'closed' ? 'cyan' : 'green';
  const until = next === null ? '' : `; next change ${shortMoment(next)}`;
  out.line(`At ${shortMoment(at)} it should be ${out.paint(colour, state)}${until}.`);
  for (const said of [stagedHours(report), overridden(report)])
    for (const line of wrapped(said, out.width)) out.line(line);
  out.line();
  printFields(out, report);
  printTemplates(out, report);
  out.line();
  printText(out, report);
  out.line(out.paint('dim', `What was done so far: partoo-closures history --business ${code ?? business}`));
}

/** What becomes of Partoo's templates meanwhile, a line for each. */
function printTemplates(out: Output, { templates }: ExplainReport): void {
  for (const [title, fields] of Object.entries(templates)) {
    const decided = Object.entries(fields).map(([field, { winner }]) => `${field} by ${named(winner)}`);
    const line = `Partoo's template "${plain(title)}" is swapped: ${decided.join(', ')}`;
    for (const part of wrapped(line, out.width)) out.line(part);
  }
}

/** `Weekly hours: monday 09:00-19:00, …; others are written between 25 Dec 19:00 and 1 Jan 09:00.`, or nothing. */
function stagedHours({ staged }: ExplainReport): string {
  if (staged === null) return '';
  const { hours, next } = staged;
  const coming = next && `; others are written between ${shortMoment(next.from)} and ${shortMoment(next.by)}`;
  return `Weekly hours: ${hours === null ? 'its own' : hoursInWords(hours)}${coming ?? ''}.`;
}

/** `Released by ana (command) at 24 Dec 10:12; …`, or nothing. */
function overridden({ overriddenBy, overriddenSince }: ExplainReport): string {
  if (overriddenBy === null || overriddenSince === null) return '';
  const when = shortMoment(overriddenSince);
  return overriddenBy === 'person'
    ? `Switched on again by a person in Partoo at ${when}; closures that had begun by then do not count.`
    : `Released by ${plain(actorInWords(overriddenBy))} at ${when}; closures that had begun or were staged by then do not count.`;
}

/** As closures.yml calls them; Partoo keeps the chat hours in two fields, which are one decision (design rule 9). */
const FIELDS = [
  ['is_launched', 'reachable'],
  ['offline_message', 'offline message'],
  ['welcome_message', 'welcome message'],
  ['custom_chat_hours', 'chat hours'],
] as const;

function printFields(out: Output, { fields }: ExplainReport): void {
  printTable(
    out,
    [
      { header: 'field' },
      { header: 'decided by', gives: true, paint: (cell) => (cell === OWN ? 'dim' : 'bold') },
      { header: 'to', gives: true },
    ],
    FIELDS.map(([field, name]) => {
      const { winner } = fields[field]!;
      return winner ? [name, winner.closure, inWords(winner.value)] : [name, OWN, 'as it was'];
    }),
  );
  const contenders = contendersIn(fields);
  if (contenders.length > 0) out.line();
  for (const line of contenders.flatMap((one) => wrapped(one, out.width))) out.line(line);
}

/** Each closure that wins or loses something, with its time and why it loses; of what, where that is not everything. */
function contendersIn(fields: ExplainReport['fields']): string[] {
  const decided = FIELDS.filter(([field]) => fields[field]?.winner != null);
  const lines = new Map<string, string[]>();
  for (const [field, name] of decided) {
    const { winner, losers } = fields[field]!;
    const said = [
      ...(winner ? [`${named(winner)}: ${span(winner)}`] : []),
      ...losers.map((loser) => `not ${named(loser)}, ${span(loser)}: ${loser.why}`),
    ];
    for (const line of said) lines.set(line, [...(lines.get(line) ?? []), name]);
  }
  return [...lines].map(([line, names]) => {
    const isPart = line.startsWith('not ') && names.length < decided.length;
    return isPart ? `${line} (${names.join(', ')})` : line;
  });
}

const OWN = 'the shop itself';

function printText(out: Output, { state, offlineMessage }: ExplainReport): void {
  if (offlineMessage === null) return;
  out.line(state === 'closed' ? 'People read:' : 'People read outside chat hours:');
  for (const line of offlineMessage.split('\n').flatMap((part) => wrapped(plain(part), out.width, '  ')))
    out.line(line);
  out.line();
}

type Contender = NonNullable<ExplainReport['fields'][string]['winner']>;

function named({ closure, name }: Contender): string {
  return plain(closure === name ? closure : `${closure} (${name})`);
}

function span({ start, end }: Contender): string {
  return `${shortMoment(start)} – ${end === null ? 'further notice' : shortMoment(end)}`;
}

function inWords(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === 'keep') return 'as it was';
  if (typeof value === 'string') return plain(value);
  if (typeof value === 'object' && value !== null && 'message' in value)
    return `message ${plain(String(value.message))}`;
  if (typeof value === 'object' && value !== null && 'text' in value) return 'a text of its own';
  return hoursInWords(value);
}

/** `monday 10:00-18:00, tuesday …`. */
function hoursInWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const days = Object.entries(value as Record<string, string[]>);
  const [first] = days;
  const same = days.length === 7 && days.every(([, windows]) => String(windows) === String(first?.[1]));
  if (same) return first![1].join(' ') || 'closed';
  return days.map(([day, windows]) => `${day} ${windows.join(' ') || 'closed'}`).join(', ');
}
