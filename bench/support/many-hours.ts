import type { SeededBusiness } from '../../lib/sandbox/index.ts';

const DISTINCT_HOURS = 500;

/** Shops that open at one of 500 different minutes, and keep to these hours in messaging. */
export function withHours(seeded: SeededBusiness, index: number): SeededBusiness {
  const minutes = 6 * 60 + (index % DISTINCT_HOURS);
  const opens = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const day = [`${opens}-20:00`];
  const open_hours = {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: [],
  };
  const settings = { ...seeded.settings, uses_business_hours: true };
  return { ...seeded, business: { ...seeded.business, open_hours }, settings };
}
