import type { Correction } from './correction.ts';

export const SL: Correction[] = [
  {
    where: 'SL',
    days: { '05-01 and if sunday then next monday': '05-01' },
    source:
      'https://wikiwand.com/en/articles/Independence_Day_(Sierra_Leone); the Monday, Public Holidays Act (Cap. 58), s. 2, https://sierraloaded.sl/news/yada-hashim-sierra-leone-governments-decision-public-holiday/',
    lookedUp: '2026-11-26',
  },
];
