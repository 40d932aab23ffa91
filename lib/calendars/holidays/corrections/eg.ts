import type { Correction } from './correction.ts';

export const EG: Correction[] = [
  {
    where: 'EG',
    // The day of Arafat and three of the feast.
    days: {
      '9 Dhu al-Hijjah': { ar: 'وقفة عرفات', en: 'Arafat Day' },
      '10 Dhu al-Hijjah P4D': false,
      '10 Dhu al-Hijjah P3D': '10 Dhu al-Hijjah',
    },
    source: 'the presidency’s list of 2026, https://www.almasryalyoum.com/news/details/4210847',
    lookedUp: '2026-11-26',
  },
];
