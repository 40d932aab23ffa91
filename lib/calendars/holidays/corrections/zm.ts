import type { Correction } from './correction.ts';

export const ZM: Correction[] = [
  {
    where: 'ZM',
    days: {
      '03-09': false,
      '03-08 and if sunday then next monday': { en: 'Women’s Day' },
      'easter -1': 'easter -1',
      easter: 'easter',
    },
    source:
      'all four days of Easter, and 8 March: https://iiab.me/kiwix/content/wikipedia_en_all_maxi_2023-10/A/Farmers%27_Day_(Zambia)',
    lookedUp: '2026-11-26',
  },
];
