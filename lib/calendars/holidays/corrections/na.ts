import type { Correction } from './correction.ts';

const GENOCIDE = { en: 'Genocide Remembrance Day' };

export const NA: Correction[] = [
  {
    where: 'NA',
    days: {
      '05-28 since 2025': GENOCIDE,
      'substitutes 05-28 if sunday then next monday since 2025': GENOCIDE,
    },
    source:
      'Public Holidays Act 26 of 1990, and the declaration of 2024 under it, https://namibian.com.na/does-namibia-have-an-insatiable-desire-for-public-holidays',
    lookedUp: '2026-11-26',
  },
];
