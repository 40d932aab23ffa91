import { type BusinessRecord, type InPlace, newRecord, nothingOver } from '../closures/record.ts';
import type { StoredBusiness } from './store.ts';

/** A record as it is stored: what belongs to `inPlace` stands beside the rest, as version 0.1.0 has it. */
type Stored = Omit<BusinessRecord, 'inPlace'> & Omit<InPlace, 'baseline'> & { baseline: string | null };

/** The record in what is stored of a business; members that an earlier version did not write are as in a new one. */
export function recordIn({ mark, body }: StoredBusiness): BusinessRecord {
  const stored = JSON.parse(body) as Partial<Stored>;
  const { baseline, amended, overlay, overlayKey, taken, ...rest } = stored;
  const record = { ...newRecord(mark.business, null), ...rest };
  if (baseline == null) return record;
  const none = nothingOver(baseline);
  record.inPlace = {
    baseline,
    amended: amended ?? none.amended,
    overlay: overlay ?? none.overlay,
    overlayKey: overlayKey ?? none.overlayKey,
    taken: taken ?? none.taken,
  };
  return record;
}

/** The inverse of {@link recordIn}, its members in the order that the dictionary of small texts expects. */
export function bodyOf(record: BusinessRecord): string {
  const { business, code, settingId, inPlace, closures, intent, last, ...rest } = record;
  const { taken, ...over } = inPlace ?? { ...nothingOver(''), baseline: null };
  const stored: Stored = { business, code, settingId, ...over, closures, intent, last, taken, ...rest };
  return JSON.stringify(stored);
}
