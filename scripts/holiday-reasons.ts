/** The differences that docs/holidays.md gives a reason for, as its table has them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Difference } from './holiday-differences.ts';

const PAGE = join(import.meta.dirname, '..', 'docs', 'holidays.md');
const HEADING = '### Where others count differently';

/** One line of the table. */
export interface Reason {
  /** Countries and parts of countries; a country means its parts too. */
  places: string[];
  /** Yearly dates (`01-14`), dates (`2027-05-01`), and words that names of the feast have, in lower case. */
  days: string[];
}

export async function readReasons(): Promise<Reason[]> {
  return reasonsOf(await readFile(PAGE, 'utf8'));
}

/** @throws Error where the page has no such table */
export function reasonsOf(page: string): Reason[] {
  const [, table] = page.split(HEADING);
  if (table === undefined) throw new Error(`docs/holidays.md has no heading “${HEADING}”`);
  const rows = (table.split('\n### ')[0] as string).split('\n').filter((line) => /^\| [A-Z]{2}/.test(line));
  return rows.map((row) => {
    const [, where = '', days = ''] = row.split('|');
    return { places: listOf(where), days: listOf(days).map(dayOf) };
  });
}

const listOf = (cell: string): string[] => cell.split(',').map((item) => item.trim());

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** `14 January`, `1 May 2027`, or a word. */
function dayOf(item: string): string {
  const [, day, name = '', year] = /^(\d+) ([A-Za-z]+)(?: (\d{4}))?$/.exec(item) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase());
  if (day === undefined || month < 0) return item.toLowerCase();
  const date = `${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year === undefined ? date : `${year}-${date}`;
}

export const isExplained = (difference: Difference, reasons: readonly Reason[]): boolean =>
  reasons.some(
    ({ places, days }) =>
      places.some((place) => covers(place, difference.place)) && days.some((day) => names(day, difference)),
  );

const covers = (place: string, other: string): boolean => other === place || other.startsWith(`${place}-`);

function names(day: string, { date, names: said, kind }: Difference): boolean {
  if (day === date || day === date.slice(5)) return true;
  if (day === 'feasts of the moon') return kind.startsWith('moon');
  return said.some((name) => name.toLowerCase().includes(day));
}
