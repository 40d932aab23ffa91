import type { Correction } from './correction.ts';

export const MD: Correction[] = [
  {
    where: 'MD',
    days: {
      '06-01': { ro: 'Ziua Ocrotirii Copilului', en: 'Children’s Day' },
    },
    source: 'Codul muncii, art. 111',
    lookedUp: null,
  },
];
