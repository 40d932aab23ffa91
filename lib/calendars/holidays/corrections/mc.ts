import type { Correction } from './correction.ts';

export const MC: Correction[] = [
  {
    where: 'MC',
    // Six feasts move on from a Sunday, and Saint Devota does not.
    days: {
      '01-01': false,
      '01-01 and if sunday then next monday': '01-01',
      '01-27 and if sunday then next monday': false,
      '01-27': { fr: 'Sainte Dévote', en: 'Saint Devota’s Day' },
      '08-15': false,
      '08-15 and if sunday then next monday': '08-15',
      '11-01': false,
      '11-01 and if sunday then next monday': '11-01',
    },
    source:
      'Loi n° 798 du 18 février 1966, as told by https://www.monaco-tribune.com/2023/01/quels-sont-les-jours-feries-a-monaco-en-2023/',
    lookedUp: '2026-11-26',
  },
];
