/** `status` for people: first whether all is well, then what is not, then a line for each closure. */
import { actorInWords } from '../closures/actors.ts';
import { closureInWords } from '../closures/cause.ts';
import type { BusinessStatus, StatusReport } from '../operations/index.ts';
import { plain } from '../operations/plain.ts';
import { count } from '../operations/words.ts';
import { shortMoment } from '../short-times.ts';
import { localMoment, localSpan } from './local-times.ts';
import type { Output } from './output.ts';
import { colourOf, stateInWords } from './state-words.ts';
import { type Column, printTable } from './table.ts';
import { wrapped } from './wrap.ts';

/** Of those that are not as they should be; the others of a kind are alike. */
const MOST_SHOWN = 20;

export function printHead(
  out: Output,
  { pauses, waiting, crowded, approvals, feeds, heldDates, templates, summary, businesses }: StatusReport,
): void {
  for (const { organization, since, by } of pauses) {
    const who = by === null ? '' : ` by ${plain(actorInWords(by))}`;
    const when = since === null ? '' : ` since ${shortMoment(since)} UTC`;
    const said = `${organization}: writing is paused${when}${who}; \`resume\` starts it again.`;
    print(out, `paused  ${said}`, 'yellow');
  }
  for (const { organization, until, why } of waiting)
    print(out, `waiting  ${organization}: ${why}, until ${until}; \`resume\` asks again at once.`, 'yellow');
  for (const { organization, refused, speed } of crowded)
    print(
      out,
      `crowded  ${organization}: Partoo refused ${count(refused, 'request')} with 429 although the quota was kept; waves are planned at ${Math.round(speed * 100)} % of their pace.`,
      'yellow',
    );
  for (const { organization, closure, kind, by, since } of approvals) {
    const what = kind === 'closure' ? '' : kind === 'end' ? 'the end of ' : 'a change of ';
    const who = by.map((one) => plain(actorInWords(one))).join(', ');
    const said = `${organization}: ${what}${plain(closure)}, asked for by ${who}, ${shortMoment(since)} UTC`;
    print(
      out,
      `approval  ${said}; \`approve ${plain(closure)}\` or \`decline ${plain(closure)}\`.`,
      'yellow',
    );
  }
  for (const { organization, rule, ...feed } of feeds)
    print(out, `feed  ${organization}: ${plain(rule)}: ${plain(oddity(feed))}; see \`feeds\`.`, 'yellow');
  for (const { organization, since, closing, reopening, rules } of heldDates)
    print(
      out,
      `held  ${organization}: changed dates of ${plain(rules.join(', '))} would close ${closing} and reopen ${reopening} at once; held back since ${shortMoment(since)} UTC. If that is right: \`apply --allow-now ${closing + reopening}\`.`,
      'yellow',
    );
  for (const template of templates)
    print(out, `template  ${templateLine(template)}`, template.asExpected ? 'dim' : 'yellow');
  for (const line of stagedLines(businesses)) print(out, `staged  ${line}`, 'dim');
  out.line(out.paint('bold', sentence(summary)));
}

/** Of each organization how many shops have staged hours, and by when others have to be written. */
function stagedLines(businesses: readonly BusinessStatus[]): string[] {
  const staged = businesses.filter((one) => one.staged !== undefined);
  return [...Map.groupBy(staged, ({ organization }) => organization)].map(([organization, some]) => {
    const inPlace = some.filter((one) => one.staged?.hours).length;
    const [first] = some
      .flatMap(({ staged, timezone }) => (staged?.next ? [{ by: staged.next.by, timezone }] : []))
      .sort((a, b) => Date.parse(a.by) - Date.parse(b.by));
    const next = first ? `; the next are written by ${localMoment(first.by, first.timezone)}` : '';
    const shops = inPlace === 0 ? 'no shop' : count(inPlace, 'shop');
    return `${organization}: ${shops} ${inPlace > 1 ? 'have' : 'has'} staged weekly hours${next}.`;
  });
}

function templateLine({ organization, template, state, ...one }: StatusReport['templates'][number]): string {
  const by = one.closures.length === 0 ? '' : ` by ${one.closures.join(', ')}`;
  const until =
    one.until === null || state === 'own' ? '' : `, until ${localMoment(one.until, one.timezone)}`;
  const is = state === 'swapped' ? `is swapped${by}${until}` : TEMPLATE_STATES[state];
  const error = one.lastError ? `: ${one.lastError.message}` : '';
  const fields = one.kept.map(({ field }) => field).join(', ');
  const kept = fields === '' ? '' : `; kept as somebody changed it: ${fields}`;
  return `${organization}: ${plain(`"${template}" ${is}${error}${kept}`)}`;
}

const TEMPLATE_STATES = {
  own: 'is its own',
  propagating: 'is written, and not shown by Partoo yet',
  failing: 'fails',
} as const;

function oddity({
  heldBack,
  lastError,
  setAside,
}: Pick<StatusReport['feeds'][number], 'heldBack' | 'lastError' | 'setAside'>): string {
  if (heldBack) return `${heldBack.coming} of ${heldBack.comingBefore} coming occurrences left; held back`;
  return lastError ?? `${count(setAside?.count ?? 0, 'event')} set aside`;
}

function print(out: Output, text: string, format: Parameters<Output['paint']>[0]): void {
  const [first = '', ...rest] = wrapped(text, out.width);
  const word = first.slice(0, first.indexOf(' '));
  out.line(out.paint(format, word) + first.slice(word.length).replace(/^ /, '  '));
  for (const line of rest) out.line(line);
}

/** `899 shops are as they should be, 1 is not.` */
function sentence({ businesses, asExpected }: StatusReport['summary']): string {
  if (businesses === 0) return 'No shop fits.';
  const others = businesses - asExpected;
  const well = `${count(asExpected, 'shop')} ${asExpected === 1 ? 'is as it' : 'are as they'} should be`;
  if (others === 0) return `${businesses > 1 ? `All ${well}` : well}.`;
  const not = `${others.toLocaleString('en-US')} ${others === 1 ? 'is' : 'are'} not`;
  return `${well}, ${not}.`;
}

/** A line for each business, with the reason for a failure in full below it. */
export function printBusinesses(out: Output, businesses: readonly BusinessStatus[]): void {
  const several = new Set(businesses.map(({ organization }) => organization)).size > 1;
  const columns: Column[] = [
    { header: 'shop' },
    { header: 'name', gives: true },
    { header: 'state', paint: colourOf },
    { header: 'closure', gives: true },
    { header: 'until' },
  ];
  const rows = businesses.map((one) => [
    several ? `${one.organization} ${one.code ?? one.business}` : (one.code ?? one.business),
    one.name,
    stateInWords(one),
    one.closures.map(({ key, name }) => closureInWords({ closure: key, name })).join(', '),
    one.until === null ? '' : localMoment(one.until, one.timezone),
  ]);
  const notes = new Map(businesses.map((one, index) => [index, noteOf(out, one)]));
  printTable(out, columns, rows, '', new Map(), notes);
}

function noteOf(out: Output, { lastError, kept, timezone }: BusinessStatus): string[] {
  const parts: string[] = [];
  if (lastError)
    parts.push(
      `${plain(lastError.message)} (since ${localMoment(lastError.since, timezone)}, tried ${count(lastError.attempts, 'time')})`,
    );
  if (kept.length > 0)
    parts.push(`kept as somebody changed it: ${kept.map(({ field }) => field).join(', ')}`);
  return parts.flatMap((part) => wrapped(part, out.width, '    '));
}

/** Of those that merely are due; more of them, held up by a pause say, are told of closure by closure. */
const FEW_DUE = 5;

/** What is not as it should be, and what was kept: at most so many. */
export function printOdd(out: Output, businesses: readonly BusinessStatus[]): void {
  const due = businesses.filter((one) => !one.asExpected && !isTrouble(one));
  const odd = [
    ...businesses.filter((one) => isTrouble(one)).sort((a, b) => Number(a.asExpected) - Number(b.asExpected)),
    ...(due.length <= FEW_DUE ? due : []),
  ];
  if (odd.length === 0) return;
  out.line();
  printBusinesses(out, odd.slice(0, MOST_SHOWN));
  if (odd.length > MOST_SHOWN)
    out.line(
      out.paint('dim', `… and ${odd.length - MOST_SHOWN} more; --state or selectors list all of a kind.`),
    );
}

function isTrouble({ kept, state, lastError, closures, asExpected }: BusinessStatus): boolean {
  const isOfItsOwn = ['gone', 'failing', 'zone-unknown'].includes(state) || closures.length === 0;
  return lastError !== null || kept.length > 0 || state === 'gone' || (!asExpected && isOfItsOwn);
}

/** A line for each closure in place or in force, with how many businesses it holds and until when. */
export function printClosures(out: Output, businesses: readonly BusinessStatus[]): void {
  const groups = Map.groupBy(
    businesses.filter(({ closures, state }) => closures.length > 0 && state !== 'gone'),
    (one) => JSON.stringify([one.closures[0]!.key, stateInWords(one)]),
  );
  if (groups.size === 0) return;
  out.line();
  printTable(
    out,
    [
      { header: 'closure', gives: true },
      { header: 'shops', align: 'right' },
      { header: 'state', paint: colourOf },
      { header: 'until' },
    ],
    [...groups.values()].map((some) => [
      namesOf(some),
      some.length.toLocaleString('en-US'),
      stateInWords(some[0]!),
      untilOf(some),
    ]),
  );
}

const NAMES_SHOWN = 2;

function namesOf(businesses: readonly BusinessStatus[]): string {
  const { key } = businesses[0]!.closures[0]!;
  const names = [...new Set(businesses.map(({ closures }) => closures[0]!.name))].filter(
    (name) => name !== key,
  );
  if (names.length === 0) return key;
  return `${key}: ${names.slice(0, NAMES_SHOWN).join(', ')}${names.length > NAMES_SHOWN ? ', …' : ''}`;
}

function untilOf(businesses: readonly BusinessStatus[]): string {
  const ends = businesses.map(({ closures, timezone }) => ({ iso: closures[0]!.end, zone: timezone }));
  const known = ends.flatMap(({ iso, zone }) => (iso === null ? [] : [{ iso, zone }]));
  return known.length < ends.length ? 'further notice' : localSpan(known);
}
