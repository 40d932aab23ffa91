import type { Settings } from './model.ts';
import type { BusinessRecord, Failing } from './record.ts';
import { fieldsThatAre, standingsOf } from './standing.ts';
import { LATE_MILLISECONDS, type Times } from './times.ts';

/** Code of a business whose change Partoo acknowledges and does not carry out. */
const NOT_CARRIED_OUT = 'not-carried-out';

/** An hour: no wait between two writes of the same is longer. */
const LONGEST_MILLISECONDS = 3600_000;

export function isNotCarriedOut({ failing }: BusinessRecord): boolean {
  return failing?.code === NOT_CARRIED_OUT;
}

/** What goes on failing once the save that told of it is made. */
export function stillFailing({ failing }: BusinessRecord): Failing | null {
  if (!failing) return null;
  const { isNew: _told, ...still } = failing;
  return still;
}

/** Whether the same was written again so lately that it is not due once more. */
export function isWrittenLately(record: BusinessRecord, { now }: Times): boolean {
  return isNotCarriedOut(record) && now < (record.failing as Failing).nextTryAt;
}

/** The record where what was written is lost and is now written again: after ten minutes, twenty, and so on. */
export function withLost(record: BusinessRecord, shown: Settings, times: Times): BusinessRecord {
  const lost = fieldsThatAre('lost', standingsOf(record, shown, times));
  if (lost.length === 0) return record;
  const known = isNotCarriedOut(record) ? record.failing : null;
  const attempts = (known?.attempts ?? 0) + 1;
  const wait = Math.min(LONGEST_MILLISECONDS, LATE_MILLISECONDS * 2 ** (attempts - 1));
  const failing: Failing = {
    ...(known ?? { since: times.now, isNew: true }),
    attempts,
    code: NOT_CARRIED_OUT,
    message: `Partoo acknowledges a change and does not carry it out: ${lost.join(', ')}. It is written again.`,
    nextTryAt: times.now + wait,
  };
  return { ...record, failing };
}
