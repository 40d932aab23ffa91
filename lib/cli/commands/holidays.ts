import { Command, InvalidArgumentError, Option } from 'commander';
import type { ListedHoliday } from '../../calendars/index.ts';
import { count } from '../../operations/words.ts';
import { longDay } from '../../short-times.ts';
import { act } from '../context.ts';
import type { Output } from '../output.ts';
import { printTable } from '../table.ts';

interface HolidaysOptions {
  year?: number;
  language?: string;
  city?: string;
}

export function holidaysCommand(): Command {
  const command = new Command('holidays')
    .summary('holidays of a country or region, with types and sources')
    .description(
      'Lists the holidays of a country, or of one of its regions, of every type. A rule takes `public` ones unless told otherwise.',
    )
    .argument('<country>', 'ISO 3166-1, such as FR')
    .argument('[region]', 'ISO 3166-2, such as FR-67')
    .addOption(new Option('--year <year>', 'default: the current one').argParser(parseYear))
    .addOption(new Option('--language <tag>', "of the names (default: the country's own)"))
    .addOption(new Option('--city <name>', 'with the feasts of a municipality, of type local'));
  return act<HolidaysOptions>(command, async ({ out, clock }, options, [country, region]) => {
    const { gapNote, listHolidays, nationalNoteOf } = await import('../../calendars/index.ts');
    const year = options.year ?? new Date(clock.now()).getUTCFullYear();
    const code = country!.toUpperCase();
    const asked = regionOf(code, region);
    const holidays = await listHolidays(code, asked, year, options.language, options.city);
    const notes = [asked === null ? null : nationalNoteOf(asked), gapNote(code, year)];
    const note = notes.filter((one) => one !== null).join('; ') || null;
    if (out.json) await out.document({ country: code, region: asked, year, note, holidays });
    else print(out, holidays, note);
    return 0;
  });
}

function parseYear(text: string): number {
  if (/^\d{4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a year such as 2027.');
}

/** `67` after `FR` is taken for `FR-67`. */
function regionOf(country: string, region: string | undefined): string | null {
  if (region === undefined) return null;
  const code = region.toUpperCase();
  return code.includes('-') ? code : `${country}-${code}`;
}

function print(out: Output, holidays: readonly ListedHoliday[], note: string | null): void {
  printTable(
    out,
    [
      { header: 'day' },
      { header: 'name', gives: true },
      { header: 'type', paint: (cell) => (cell === 'public' ? 'green' : 'dim') },
      { header: 'said by' },
      { header: 'from – to' },
    ],
    holidays.map(({ date, start, end, name, type, origin, estimated, confirmed, decreed }) => [
      longDay(date),
      name,
      type,
      [
        origin,
        ...(confirmed ? [] : ['not confirmed']),
        ...(estimated ? ['estimated'] : []),
        ...(decreed ? [] : ['not decreed yet']),
      ].join(', '),
      span(date, start, end),
    ]),
  );
  out.line();
  const publics = holidays.filter(({ type }) => type === 'public').length;
  out.line(`${count(holidays.length, 'holiday')}, ${publics} of them public`);
  if (note !== null) out.line(out.paint('yellow', `${note}.`));
  const sources = [...new Set(holidays.map(({ source }) => source))];
  out.line(out.paint('dim', `Sources: ${sources.join('; ')}`));
}

/** Nothing for a whole day, which most are. */
function span(date: string, start: string, end: string): string {
  const next = new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  if (start === date && end === next) return '';
  return `${start.replace('T', ' ')} – ${end.replace('T', ' ')}`;
}
