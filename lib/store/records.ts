import { type BusinessRecord, newRecord } from '../closures/record.ts';
import type { StoredBusiness } from './store.ts';

/** The record in what is stored of a business; members that an earlier version did not write are as in a new one. */
export function recordIn({ mark, body }: StoredBusiness): BusinessRecord {
  return { ...newRecord(mark.business, null), ...(JSON.parse(body) as Partial<BusinessRecord>) };
}
