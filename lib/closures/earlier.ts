import type { Settings, SettingsField } from './model.ts';
import type { BusinessRecord, Earlier } from './record.ts';
import { sameField } from './same.ts';
import { ageOf, LATE_MILLISECONDS, type Times } from './times.ts';

/** Writes within {@link LATE_MILLISECONDS} are few; were there many, a record would grow with each. */
const AT_MOST = 8;

/** What our writes of late wrote over, that of the last one first, as far as a read may still show it; left out: none. */
export function earlierOf(
  { last, earlier = [] }: Pick<BusinessRecord, 'last' | 'earlier'>,
  times: Times,
): Earlier[] | undefined {
  const newest = last ? [{ settings: last.before, at: last.at, decidedAt: last.decidedAt }] : [];
  const recent = [...newest, ...earlier].filter((one) => ageOf(one, times) < LATE_MILLISECONDS);
  return recent.length > 0 ? recent.slice(0, AT_MOST) : undefined;
}

/** Whether a field shows what one of them wrote over. */
export function isEarlier(
  field: SettingsField,
  shown: Settings,
  record: BusinessRecord,
  times: Times,
): boolean {
  return earlierOf(record, times)?.some(({ settings }) => sameField(field, shown, settings)) ?? false;
}
