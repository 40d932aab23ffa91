import type { Occurrence } from '../../closures/model.ts';
import { within } from '../civil.ts';
import { CalendarError } from '../errors.ts';
import type { FeedContent } from '../kind.ts';
import type { CivilWindow, Place } from '../model.ts';
import { type Sheet, sheetOf } from './rows.ts';

/** The sheet that was read last: it is asked for once for each shop. */
let last: { text: string; sheet: Sheet } | null = null;

const FAULTS_SHOWN = 3;

/** @throws CalendarError where a row is in error */
function rightSheet(text: string): Sheet {
  if (last?.text !== text) last = { text, sheet: sheetOf(text) };
  const { faults } = last.sheet;
  if (faults.length === 0) return last.sheet;
  const more = faults.length > FAULTS_SHOWN ? `, and ${faults.length - FAULTS_SHOWN} more` : '';
  throw new CalendarError('sheet-rows', `${faults.slice(0, FAULTS_SHOWN).join('; ')}${more}`, ['sheet']);
}

export async function readSheet(text: string, window: CivilWindow): Promise<FeedContent> {
  const { byCode, byBusiness, rows } = rightSheet(text);
  const occurrences = Object.fromEntries(
    [...byCode, ...byBusiness].map(([shop, list]) => [shop, within(list, window)]),
  );
  return { occurrences, events: rows, faults: [] };
}

/** The rows of one shop. */
export function rowsOf(text: string, { code, id }: Place, window: CivilWindow): Occurrence[] {
  const { byCode, byBusiness } = rightSheet(text);
  return within([...(byCode.get(code ?? '') ?? []), ...(byBusiness.get(id ?? '') ?? [])], window);
}
