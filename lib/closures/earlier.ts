import { fieldsOf } from './fields.ts';
import type { Settings, SettingsField } from './model.ts';
import type { BusinessRecord, Earlier, SentWrite } from './record.ts';
import { sameField } from './same.ts';
import { ageOf, LATE_MILLISECONDS, type Times } from './times.ts';

/** Writes within {@link LATE_MILLISECONDS} are few; were there many, a record would grow with each. */
const AT_MOST = 8;

/**
 * What our writes of late wrote over, that of the last one first, as far as a read may still show it; left out: none. Where
 * something else was believed to be there than was shown, it may have been either. Of a last write that nothing confirms
 * nobody knows whether it was carried out: what was there before it may still be there, however long ago.
 */
export function earlierOf(
  { last, earlier = [] }: Pick<BusinessRecord, 'last' | 'earlier'>,
  times: Times,
): Earlier[] | undefined {
  const newest = last ? overwrittenBy(last) : [];
  const isOpen = last !== null && last.readBack === null && last.answer === null;
  const recent = [...newest, ...earlier].filter((one) => isOpen || ageOf(one, times) < LATE_MILLISECONDS);
  // The same over and over tells no more than once, and would leave no room for what is older.
  const distinct = recent.filter(
    ({ settings }, index) => !recent.slice(0, index).some((newer) => areSame(settings, newer.settings)),
  );
  return distinct.length > 0 ? distinct.slice(0, AT_MOST) : undefined;
}

function areSame(one: Settings, other: Settings): boolean {
  const fields = fieldsOf(one);
  return fields.length === fieldsOf(other).length && fields.every((field) => sameField(field, one, other));
}

function overwrittenBy({ before, shown, at, decidedAt }: SentWrite): Earlier[] {
  return [before, shown].map((settings) => ({ settings, at, decidedAt }));
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
