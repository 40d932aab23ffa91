import type { Correction } from './correction.ts';

export const LT: Correction[] = [
  {
    where: 'LT',
    days: {
      '1st sunday in May': { lt: 'Motinos diena', en: 'Mother’s Day' },
      '1st sunday in June': { lt: 'Tėvo diena', en: 'Father’s Day' },
    },
    source: 'Darbo kodeksas, 123 straipsnis',
    lookedUp: null,
  },
];
