import type { Correction } from './correction.ts';

export const KE: Correction[] = [
  {
    where: 'KE',
    // Easter Sunday is a Sunday; Idd-ul-Azha is for Muslims, and public only where it is proclaimed.
    days: { easter: false, '10 Dhu al-Hijjah': false },
    source:
      'Public Holidays Act (Cap. 110), s. 2(2), s. 3 and sch., part II, as the notice of 26 June 2023 cites it, https://newsday.co.ke/?p=39408',
    lookedUp: '2026-11-26',
  },
];
