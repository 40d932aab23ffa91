import { parse } from 'csv-parse/sync';
import type { Occurrence } from '../../closures/model.ts';
import { CalendarError } from '../errors.ts';
import { nameIn, shortName } from '../name-in.ts';
import { cellDate, dayAfter } from './cells.ts';

/** The rows of a sheet, by what each names its shop by. */
export interface Sheet {
  byCode: Map<string, Occurrence[]>;
  byBusiness: Map<string, Occurrence[]>;
  /** How many rows there are, also wrong ones. */
  rows: number;
  /** Each row that cannot be read, by its line: what is wrong; what would be right. */
  faults: string[];
  /** Messages that rows name, with the first line of each. */
  messages: Map<string, number>;
}

const COLUMNS = ['code', 'business', 'from', 'to', 'name', 'message'] as const;
type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, string>>;

/** A company of 100,000 shops that lists half of them. */
const MOST_ROWS = 50_000;

/** @throws CalendarError where it is no table, or one of something else */
export function sheetOf(text: string): Sheet {
  const { body, delimiter } = delimited(text);
  const records = recordsOf(body, delimiter);
  const [header, ...rows] = records;
  if (header === undefined) throw unusable('it is empty; begin with a line: code,from,to,name,message');
  if (rows.length > MOST_ROWS) throw unusable('it has more than 50,000 rows; divide it into several');
  const columns = columnsOf(header.record);
  const sheet: Sheet = {
    ...{ byCode: new Map(), byBusiness: new Map() },
    ...{ rows: rows.length, faults: [], messages: new Map() },
  };
  const taken = new Set<string>();
  for (const { record, line } of rows) {
    const row: Row = {};
    for (const [index, column] of columns.entries()) if (column && record[index]) row[column] = record[index];
    const at = line + (body === text ? 0 : 1);
    if (record.slice(columns.length).some((cell) => cell !== ''))
      sheet.faults.push(
        `line ${at}: has more cells than the first line; put a cell in which there is a ${delimiter === '\t' ? 'tab' : delimiter} into quotes`,
      );
    else take(sheet, row, at, taken);
  }
  return sheet;
}

const unusable = (message: string): CalendarError => new CalendarError('sheet-unusable', message, ['sheet']);

/** Excel writes what separates cells by its language, and may say so in a line of its own (`sep=;`). */
function delimited(text: string): { body: string; delimiter: string } {
  const said = /^sep=([;,\t|])(?:\r?\n|\r)/i.exec(text);
  if (said) return { body: text.slice(said[0].length), delimiter: said[1] as string };
  const header = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const counts = [';', '\t', ','].map((one) => ({ one, count: header.split(one).length }));
  return { body: text, delimiter: counts.reduce((a, b) => (b.count > a.count ? b : a)).one };
}

function recordsOf(body: string, delimiter: string): { record: string[]; line: number }[] {
  const options = { delimiter, info: true, trim: true, relax_column_count: true, skip_empty_lines: true };
  try {
    const read = parse(body, { ...options, max_record_size: 100_000 }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return read
      .map(({ record, info }) => ({ record, line: info.lines }))
      .filter(({ record }) => record.some((cell) => cell !== ''));
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` near line ${String(error.lines)}` : '';
    throw unusable(`it is no CSV${line}; put cells with quotes into quotes, and double those inside`);
  }
}

/** @throws CalendarError where a column is unknown, twice there, or missing */
function columnsOf(header: readonly string[]): (Column | null)[] {
  const columns = header.map((cell) => {
    const name = cell.trim().toLowerCase();
    const column = COLUMNS.find((one) => one === name);
    if (column === undefined && name !== '')
      throw unusable(
        `its first line has a column ${JSON.stringify(cell.slice(0, 40))}; known are ${COLUMNS.join(', ')}`,
      );
    return column ?? null;
  });
  const twice = columns.find((one, index) => one !== null && columns.indexOf(one) !== index);
  if (twice) throw unusable(`its first line has the column ${twice} twice; keep one of them`);
  const has = (column: Column) => columns.includes(column);
  if (!has('from') || !(has('code') || has('business')))
    throw unusable('its first line lacks a column; begin with: code,from,to,name,message');
  return columns;
}

/** @param taken what other rows say: one that stands there twice, as pasted rows do, is one closure */
function take(sheet: Sheet, row: Row, line: number, taken: Set<string>): void {
  const fault = (what: string) => sheet.faults.push(`line ${line}: ${what}`);
  const { code, business, message } = row;
  if (code === undefined && business === undefined) return void fault('names no shop; give its code');
  const [from, to] = [cellDate(row.from ?? ''), row.to === undefined ? null : cellDate(row.to)];
  const date = 'write 2027-02-01, 01/02/2027 or 01.02.2027, with a time behind it if there is one';
  if (from === null)
    return void fault(`${JSON.stringify((row.from ?? '').slice(0, 40))} in from is no date; ${date}`);
  if (row.to !== undefined && to === null)
    return void fault(`${JSON.stringify(row.to.slice(0, 40))} in to is no date; ${date}`);
  const end = to === null ? dayAfter(from) : to.length === 10 ? dayAfter(to) : to;
  if (end <= (from.length === 10 ? `${from}T00:00` : from) && !(end.length === 10 && end > from))
    return void fault('ends before it begins; put the later one into to');
  const lines = (row.name ?? '').split(/\r\n|[\r\n]/).map(nameIn);
  const name = shortName(lines.filter(Boolean).join('\n'));
  const occurrence: Occurrence = {
    ...{ start: from, end, names: name === '' ? {} : { '': name } },
    ...(message === undefined ? {} : { message }),
  };
  const said = JSON.stringify([code, business, occurrence]);
  if (taken.has(said)) return;
  taken.add(said);
  if (message !== undefined && !sheet.messages.has(message)) sheet.messages.set(message, line);
  const [list, key] = code === undefined ? [sheet.byBusiness, business as string] : [sheet.byCode, code];
  const others = list.get(key);
  if (others) others.push(occurrence);
  else list.set(key, [occurrence]);
}
