import type { Correction } from './correction.ts';

export const LT: Correction[] = [
  {
    where: 'LT',
    days: {
      '1st sunday in May': { lt: 'Motinos diena', en: 'Mother’s Day' },
      '1st sunday in June': { lt: 'Tėvo diena', en: 'Father’s Day' },
    },
    source:
      'Darbo kodeksas, 123 straipsnis, 1 dalis, as printed in https://e-seimas.lrs.lt/rs/legalact/TAK/fbd0f9f0cd0511ecb69ea7b9ba9d787b/',
    lookedUp: '2026-11-26',
  },
];
