import type { PlanRest, PlanSink } from '../operations/documents/plan.ts';
import type { PlannedClosure, PlannedWave } from '../operations/index.ts';
import { rowsOf } from '../operations/planned-closures.ts';
import { Wordings } from '../operations/wordings.ts';
import { count, duration } from '../operations/words.ts';
import { longDay, offsetMoment, shortMoment } from '../short-times.ts';
import type { Output } from './output.ts';
import { noteWarnings, printRulesInWords } from './results.ts';
import { type Column, cut, printTable } from './table.ts';

/** Closures of one rule, from the same local time to the same local time. */
interface Line {
  rule: string;
  kind: PlannedClosure['kind'];
  names: Set<string>;
  start: string;
  end: string | null;
  businesses: number;
  /** The first few codes. */
  codes: string[];
  wordings: Wordings;
}

const CODES_KEPT = 5;
const NAMES_SHOWN = 3;
const WORDINGS_SHOWN = 12;

/** A plan for people: a table by day in the businesses' own time, then what it costs and what will be late. */
export function planTable(out: Output, window: { from: string; to: string }, summary: boolean): PlanSink {
  const days = new Map<string, Map<string, Line>>();
  const businesses = new Set<string>();
  let closures = 0;
  return {
    closures(alike) {
      for (const { row, wording } of rowsOf(alike)) {
        closures += 1;
        businesses.add(row.business);
        take(days, row, wording());
      }
    },
    end(rest) {
      out.line(
        out.paint('dim', `${shortMoment(window.from)} to ${shortMoment(window.to)}, in each shop's own time`),
      );
      out.line();
      printDays(out, days);
      printSwaps(out, rest.templates);
      if (!summary) out.line(total(closures, businesses.size));
      printCost(out, rest);
      printRulesInWords(out, rest.inWords);
      noteWarnings(out, rest.warnings);
      out.line(out.paint(rest.isRefused ? 'yellow' : 'dim', `Nothing was changed. ${nextStep(rest)}`));
    },
  };
}

const nextStep = ({ isRefused }: PlanRest): string =>
  isRefused
    ? '`apply` refuses this file until it is right: see above.'
    : 'Put the configuration into force: partoo-closures apply';

function take(
  days: Map<string, Map<string, Line>>,
  { rule, kind, name, start, end, code, business, offlineMessage }: PlannedClosure,
  wording: string | null,
): void {
  const local = { start: start.slice(0, 16), end: end?.slice(0, 16) ?? null };
  const date = local.start.slice(0, 10);
  const day = days.get(date) ?? new Map<string, Line>();
  days.set(date, day);
  const key = JSON.stringify([local.start, local.end, rule, kind]);
  const line = day.get(key) ?? newLine({ rule, kind, ...local });
  day.set(key, line);
  line.names.add(name);
  line.wordings.add(offlineMessage, wording);
  line.businesses += 1;
  if (line.codes.length < CODES_KEPT) line.codes.push(code ?? business);
}

function newLine(what: Pick<Line, 'rule' | 'kind' | 'start' | 'end'>): Line {
  return { ...what, names: new Set(), businesses: 0, codes: [], wordings: new Wordings() };
}

function printDays(out: Output, days: ReadonlyMap<string, Map<string, Line>>): void {
  const rows: string[][] = [];
  const headings = new Map<number, string>();
  const notes = new Map<number, string[]>();
  for (const [day, lines] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    headings.set(rows.length, `${rows.length > 0 ? '\n' : ''}${out.paint('bold', longDay(day))}`);
    for (const line of [...lines.values()].sort(byStart)) {
      const { businesses, kind, rule, codes } = line;
      notes.set(rows.length, textsOf(out, line));
      const which = businesses < CODES_KEPT ? codes.join(' ') : '';
      rows.push([span(line), businesses.toLocaleString('en-US'), kind, rule, namesOf(line), which]);
    }
  }
  const columns: Column[] = [
    { header: 'when' },
    { header: 'shops', align: 'right' },
    { header: '', paint: (cell) => KINDS[cell as Line['kind']] },
    { header: 'rule', gives: true, paint: () => 'cyan' },
    { header: 'name', gives: true },
    { header: 'which', gives: true, paint: () => 'dim' },
  ];
  if (rows.length === 0) return;
  printTable(out, columns, rows, '  ', headings, notes);
  out.line();
}

const KINDS: Readonly<Record<Line['kind'], Parameters<Output['paint']>[0]>> = {
  close: 'cyan',
  open: 'green',
  hold: 'blue',
  keep: 'dim',
  leave: 'dim',
  announce: 'magenta',
};

/** What people read, a line for each wording, shortened to the width. */
function textsOf(out: Output, { wordings, businesses }: Line): string[] {
  const { texts, others } = wordings.shown(WORDINGS_SHOWN);
  const lines = texts.map(({ text, shops, openings }) => {
    const readers = shops === businesses ? '' : `${shops.toLocaleString('en-US')} read`;
    const said = [readers, openings > 1 ? `${openings} openings` : ''].filter(Boolean).join(', ');
    return cut(`      ${said === '' ? '' : `${said}: `}“${text}”`, out.width);
  });
  const more = others > 0 ? [`      ${others.toLocaleString('en-US')} read another wording`] : [];
  return [...lines, ...more].map((line) => out.paint('dim', line));
}

function byStart(a: Line, b: Line): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : b.businesses - a.businesses;
}

/** One feast has a name in each language; the first few tell which it is. */
function namesOf({ names, rule }: Line): string {
  const others = [...names].filter((name) => name !== rule);
  const more = others.length > NAMES_SHOWN ? ' …' : '';
  return others.slice(0, NAMES_SHOWN).join(' / ') + more;
}

const DAY = 86_400_000;

function span({ start, end }: Line): string {
  const [date, time] = start.split('T') as [string, string];
  if (end === null) return `from ${time}`;
  const [endDate, endTime] = end.split('T') as [string, string];
  const days = (Date.parse(endDate) - Date.parse(date)) / DAY;
  if (time === '00:00' && endTime === '00:00') return days === 1 ? 'all day' : `${days} days`;
  if (days === 0 || (days === 1 && endTime === '00:00')) return `${time} – ${endTime}`;
  return days === 1 ? `${time} – ${endTime} (+1)` : `${time} – ${shortMoment(end)}`;
}

/** Partoo's templates, a line for each time that one is swapped. */
function printSwaps(out: Output, swaps: PlanRest['templates']): void {
  if (swaps.length === 0) return;
  out.line(out.paint('bold', "Partoo's templates"));
  const texts = swaps.map(({ swap }) => Object.values(swap).map((value) => `“${value}”`));
  printTable(
    out,
    [
      { header: 'when' },
      { header: 'template', gives: true },
      { header: 'rule', gives: true, paint: () => 'cyan' },
      { header: 'name', gives: true },
    ],
    swaps.map(({ start, end, template, rule, name }) => [
      `${shortMoment(start)} – ${shortMoment(end)}`,
      template,
      rule,
      name,
    ]),
    '  ',
    new Map(),
    new Map(
      texts.map((said, index) => [index, [out.paint('dim', cut(`      ${said.join(' ')}`, out.width))]]),
    ),
  );
  out.line();
}

function total(closures: number, businesses: number): string {
  if (closures === 0) return 'Nothing happens in this time.';
  return `${count(closures, 'closure')} of ${count(businesses, 'shop')}`;
}

function printCost(out: Output, rest: PlanRest): void {
  const { waves, requests, isPaused } = rest;
  const late = waves.filter((wave) => wave.late > 0);
  const lead = waves.filter(({ closing }) => closing > 0).map(leadOf);
  const parts = [
    `${count(requests.writes, 'write')} in ${count(waves.length, 'wave')}, about ${count(requests.reads, 'read')}`,
    ...(lead.length > 0 ? [`closings begin up to ${duration(Math.max(...lead))} early`] : []),
  ];
  out.line(parts.join('; '));
  printStaged(out, rest);
  if (waves.length === 0) return;
  if (late.length === 0) {
    if (isPaused) out.line(out.paint('yellow', 'Nothing will be done until `resume`.'));
    else out.line(out.paint('green', 'Everything will be on time.'));
    return;
  }
  out.line(out.paint('yellow', `${count(late.length, 'wave')} will be late:`));
  printTable(
    out,
    [
      { header: 'due' },
      { header: 'organization' },
      { header: 'writes', align: 'right' },
      { header: 'late', align: 'right', paint: () => 'yellow' },
      { header: 'done at' },
    ],
    late.map(({ at, organization, writes, late: number, endsAt }) => [
      offsetMoment(at),
      organization,
      String(writes),
      String(number),
      offsetMoment(endsAt),
    ]),
    '  ',
  );
}

/** What is written ahead, and what both ways would cost beside each other. */
function printStaged(out: Output, { staged, ways }: PlanRest): void {
  for (const { from, by, writes, isIntermediate, late } of staged) {
    const what = isIntermediate ? 'of half a week, since the time after is short' : '';
    const behind = late > 0 ? out.paint('yellow', `${late} of them late`) : '';
    const said = [`weekly hours: ${count(writes, 'write')}`, what, behind].filter(Boolean).join(', ');
    out.line(`  ${said}, from ${offsetMoment(from)}, by ${offsetMoment(by)}`);
  }
  const rows = ways.flatMap(({ organization, ...one }) =>
    (['switched', 'staged'] as const).map((way) => [
      ...[organization, way, String(one[way].requests)],
      ...[duration(one[way].seconds * 1000), String(one[way].late)],
    ]),
  );
  if (rows.length === 0) return;
  const [writes, time, late] = ['writes', 'time for them', 'late'].map((header) => ({
    header,
    align: 'right' as const,
  }));
  printTable(
    out,
    [{ header: 'organization' }, { header: 'way' }, writes, time, late] as Column[],
    rows,
    '  ',
  );
}

function leadOf({ at, startsAt }: PlannedWave): number {
  return Math.max(0, Date.parse(at) - Date.parse(startsAt));
}
