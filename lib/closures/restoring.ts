import { beganWith } from './baseline.ts';
import { type BusinessRecord, hasInPlace } from './record.ts';
import type { Settled } from './settle.ts';
import type { Seen } from './times.ts';

/** Who writes where fields are put back on demand. */
export const RESTORE = 'restore';

/** A record whose kept fields are to go back: their baseline counts again, whoever took them over. */
export function withRestoring(record: BusinessRecord, seen: Seen): BusinessRecord {
  if (record.restoring.length === 0) return record;
  const fields = new Set<string>(record.restoring.map((one) => one.field));
  const back = Object.fromEntries(record.restoring.map((one) => [one.field, one.baseline]));
  const begun = hasInPlace(record) ? record : beganWith(record, seen.text);
  const { inPlace } = begun;
  const taken = inPlace.taken.filter((one) => !fields.has(one.split('.')[0] as string));
  return { ...begun, inPlace: { ...inPlace, amended: { ...inPlace.amended, ...back }, taken } };
}

/** Whether fields are to go back, and the last write, whatever became of it, was not the one that puts them back. */
export function isToRestore(record: BusinessRecord, { doubtful }: Settled): boolean {
  return record.restoring.length > 0 && (doubtful ?? record.last)?.actor !== RESTORE;
}

export function withoutRestored(record: BusinessRecord): BusinessRecord {
  if (record.restoring.length === 0) return record;
  const restored = new Set(record.restoring.map((one) => one.field));
  return { ...record, restoring: [], kept: record.kept.filter((one) => !restored.has(one.field)) };
}
