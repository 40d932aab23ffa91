import type { Correction } from './correction.ts';
import { madeUp } from './made-up.ts';

export const NG: Correction[] = [
  {
    where: 'NG',
    days: { '05-27': false, '11-01 since 2020': false, '1 Muharram': false },
    source:
      'Public Holidays Act (Cap. P40, LFN 2004), section 1 and schedule, https://www.naijalegaltalkng.com/public-holidays-under-the-nigerian-law/: none of them',
    lookedUp: '2026-11-26',
  },
  {
    where: 'NG',
    // Declared each time by the Minister of the Interior.
    days: {
      ...madeUp('01-01', '10-01'),
      'substitutes 05-01 if sunday then next monday': '05-01',
      'substitutes 06-12 if sunday then next monday': { en: 'Democracy Day' },
      'substitutes 12-25 if saturday then next monday if sunday then next tuesday': '12-25',
      'substitutes 12-26 if saturday then next monday if sunday then next tuesday': '12-26',
    },
    source:
      'declarations up to 2024, such as those of 13 June and 3 October 2022, https://shipsandports.com.ng/tag/public-holiday/',
    lookedUp: '2026-11-26',
  },
];
