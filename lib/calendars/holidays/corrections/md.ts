import type { Correction } from './correction.ts';

export const MD: Correction[] = [
  {
    where: 'MD',
    days: {
      '06-01': { ro: 'Ziua Ocrotirii Copilului', en: 'Children’s Day' },
    },
    source:
      'Codul muncii, art. 111, as amended on 30 June 2023, reported by Moldpres, https://224320.siukjm.asia/ru/news/2023/06/30/23005215',
    lookedUp: '2026-11-26',
  },
];
