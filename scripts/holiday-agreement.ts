/**
 * How far our public days agree with another list of them: by place and year the days that both have, of those that
 * either has. Feasts of patrons, which we have by city, are left out.
 *
 *   npx node scripts/holiday-agreement.ts FILE                   by country and year, and by kind
 *   npx node scripts/holiday-agreement.ts FILE --days [CODE…]    each difference, of all places or these
 *   npx node scripts/holiday-agreement.ts FILE --unexplained     those of our users' countries that docs/holidays.md has no reason for
 *
 * FILE is JSON: `{ "places": { "FR": { "2026-01-01": "name" }, "FR-57": { "plus": { … }, "minus": [ … ] } } }`.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type Comparison,
  compare,
  type Difference,
  KINDS,
  listedDays,
  type OtherList,
  patronsOf,
} from './holiday-differences.ts';
import { isExplained, readReasons } from './holiday-reasons.ts';

/** Where our users have shops. */
const HOME = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH NO US CA AU NZ BR MX AR CL CO MA TN AE GP MQ GF RE YT PM BL MF NC PF WF AX'.split(
    ' ',
  ),
);
const countryOf = (place: string): string => place.slice(0, 2);

async function compareAll(list: OtherList): Promise<Comparison[]> {
  const patrons = patronsOf(list);
  const found: Comparison[] = [];
  for (const place of Object.keys(list)) {
    const days = listedDays(list, place);
    for (const year of new Set(Object.keys(days).map((date) => Number(date.slice(0, 4))))) {
      const one = await compare(place, days, year, patrons);
      if (one !== null) found.push(one);
    }
  }
  return found;
}

/** In percent, with the patrons left out. */
function shareOf(some: readonly Comparison[]): string {
  const both = some.reduce((sum, one) => sum + one.both, 0);
  const either = both + some.flatMap(judged).length;
  return `${((100 * both) / either).toFixed(1)} % (${both} of ${either})`;
}

/** Whether a part of a country has the country's list on both sides, as most provinces of Italy do. */
function repeatsItsCountry(one: Comparison, all: readonly Comparison[]): boolean {
  const country = all.find(({ place, year }) => place === countryOf(one.place) && year === one.year);
  const facts = (of: Comparison | undefined) =>
    JSON.stringify([of?.both, of && judged(of).map(({ date }) => date)]);
  return one.place.includes('-') && facts(one) === facts(country);
}

const judged = ({ differences }: Comparison): Difference[] =>
  differences.filter(({ kind }) => kind !== 'patron');

function printSums(all: readonly Comparison[]): void {
  const groups = Map.groupBy(all, ({ place, year }) => `${countryOf(place)} ${year}`);
  for (const [group, some] of [...groups].toSorted()) {
    const differences = some.flatMap(judged);
    if (differences.length === 0) continue;
    const ours = differences.filter(({ side }) => side === 'ours').length;
    const both = some.reduce((sum, one) => sum + one.both, 0);
    console.log(`${group}  both ${both}, only ours ${ours}, only theirs ${differences.length - ours}`);
  }
  const home = all.filter(({ place }) => HOME.has(countryOf(place)));
  const world = all.filter(({ place }) => !HOME.has(countryOf(place)));
  for (const [name, some] of [
    ['our users’ countries', home],
    ['elsewhere', world],
  ] as const)
    printRegion(name, some);
}

function printRegion(name: string, some: readonly Comparison[]): void {
  console.log(`\n${name}: ${shareOf(some)}`);
  console.log(`  each list once: ${shareOf(some.filter((one) => !repeatsItsCountry(one, some)))}`);
  for (const [year, ofYear] of [...Map.groupBy(some, (one) => one.year)].toSorted())
    console.log(`  ${year}: ${shareOf(ofYear)}`);
  const differences = some.flatMap((one) => one.differences);
  for (const kind of KINDS) {
    const ofKind = differences.filter((one) => one.kind === kind);
    const ours = ofKind.filter(({ side }) => side === 'ours').length;
    console.log(`  ${kind}: only ours ${ours}, only theirs ${ofKind.length - ours}`);
  }
}

function printDays(differences: readonly Difference[]): void {
  const sorted = differences.toSorted((a, b) =>
    a.place < b.place ? -1 : a.place > b.place ? 1 : a.date < b.date ? -1 : 1,
  );
  for (const { place, date, side, kind, names } of sorted)
    console.log(`${place} ${date} only ${side} (${kind}): ${names.at(-1)}`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { days: { type: 'boolean' }, unexplained: { type: 'boolean' } },
});
const [file, ...codes] = positionals;
if (file === undefined) throw new Error('Say which file has the other list: holiday-agreement.ts FILE');
const { places } = JSON.parse(await readFile(file, 'utf8')) as { places: OtherList };
const all = await compareAll(places);
if (values.unexplained) {
  const reasons = await readReasons();
  const open = all
    .filter(({ place }) => HOME.has(countryOf(place)))
    .flatMap(judged)
    .filter((one) => !isExplained(one, reasons));
  printDays(open);
  process.exitCode = open.length > 0 ? 1 : 0;
} else if (values.days)
  printDays(
    all
      .filter(({ place }) => codes.length === 0 || codes.includes(place) || codes.includes(countryOf(place)))
      .flatMap(({ differences }) => differences),
  );
else printSums(all);
