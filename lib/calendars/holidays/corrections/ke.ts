import type { Correction } from './correction.ts';

export const KE: Correction[] = [
  {
    where: 'KE',
    // Easter Sunday is a Sunday; Idd-ul-Azha is for Muslims, and public only where it is proclaimed.
    days: { easter: false, '10 Dhu al-Hijjah': false },
    source: 'Public Holidays Act (Cap. 110), schedules',
    lookedUp: null,
  },
];
