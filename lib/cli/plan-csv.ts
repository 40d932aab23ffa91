import { csvLine } from '../csv.ts';
import type { PlanSink } from '../operations/documents/plan.ts';
import { rowsOf } from '../operations/planned-closures.ts';
import type { Output } from './output.ts';
import { noteWarnings } from './results.ts';

const COLUMNS = [
  ...(['organization', 'business', 'code', 'rule', 'name', 'kind'] as const),
  ...(['start', 'end', 'timezone', 'reopens', 'offlineMessage'] as const),
] as const;

/** A system call for each of a million rows would take longer than all the planning. */
const CHUNK_CHARACTERS = 64 * 1024;

/** A plan for a spreadsheet, a row for each closure and business, written while it is computed. */
export function planCsv(out: Output): PlanSink {
  let waiting = `${csvLine(COLUMNS)}\r\n`;
  return {
    async closures(alike) {
      for (const { row } of rowsOf(alike))
        waiting += `${csvLine(COLUMNS.map((column) => row[column] ?? ''))}\r\n`;
      if (waiting.length < CHUNK_CHARACTERS) return;
      const chunk = waiting;
      waiting = '';
      await out.write(chunk);
    },
    async end({ warnings }) {
      await out.write(waiting);
      noteWarnings(out, warnings);
    },
  };
}
