import type { Correction } from './correction.ts';

export const BW: Correction[] = [
  {
    where: 'BW',
    days: {
      '10-01': { en: 'Botswana Day Holiday' },
      'substitutes 10-01 if sunday then next monday if monday then next tuesday': { en: 'Public Holiday' },
      'substitutes 01-02 if sunday then next monday': { en: 'Public Holiday' },
      'substitutes 12-26 if sunday then next monday': { en: 'Public Holiday' },
    },
    source: 'Public Holidays Act (Cap. 03:07), s. 2, https://test.indiafin.com/?p=426',
    lookedUp: '2026-11-26',
  },
];
