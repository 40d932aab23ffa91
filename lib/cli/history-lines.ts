/** History for people, a line for each entry. */
import type { Instant } from '../clock.ts';
import type { HistoryReport } from '../operations/index.ts';
import { count } from '../operations/words.ts';
import { boundInWords, localMoment } from './local-times.ts';
import type { Output } from './output.ts';
import { printTable } from './table.ts';

const FORMATS: Readonly<Record<string, 'cyan' | 'green' | 'blue'>> = {
  close: 'cyan',
  reopen: 'green',
  change: 'blue',
};

export function printHistory(
  out: Output,
  entries: HistoryReport['entries'],
  { limit, now }: { limit: number; now: Instant },
): void {
  if (entries.length === 0) {
    out.line('Nothing was done yet.');
    return;
  }
  printTable(
    out,
    [
      { header: 'when' },
      { header: 'shop' },
      { header: 'action', paint: (cell) => FORMATS[cell] ?? null },
      { header: 'reason', gives: true },
      { header: 'by', gives: true },
    ],
    entries.map(({ at, timezone, organization, business, code, action, reason, actor }) => [
      localMoment(at, timezone),
      code ?? business ?? `(${organization})`,
      action,
      reasonInWords(reason, timezone, now),
      actor,
    ]),
  );
  const more = entries.length === limit ? '; --limit shows more' : '';
  out.line(
    out.paint('dim', `${count(entries.length, 'entry')}${more}. --json has what was there before and after.`),
  );
}

/** What somebody asked for ends with the end as it was given: to people it is said as any other time. */
function reasonInWords(reason: string, zone: string | null, now: Instant): string {
  return reason.replace(END, (_, end: string) => `, until ${boundInWords(end, zone, now)}`);
}

const END = /, until (\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)(?= \(waits for approval\)$|$)/;
