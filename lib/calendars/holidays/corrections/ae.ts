import type { Correction } from './correction.ts';

export const AE: Correction[] = [
  {
    where: 'AE',
    days: {
      '27 Rajab': false,
      '1 Ramadan': false,
      '9 Dhu al-Hijjah': '9 Dhu al-Hijjah',
      '12-02': false,
      '12-02 P2D': { ar: 'عيد الاتحاد', en: 'Eid Al Etihad (National Day)' },
    },
    source: 'Cabinet Resolution No. 27 of 2024 on public holidays',
    lookedUp: null,
  },
];
