import type { Correction } from './correction.ts';

export const VN: Correction[] = [
  {
    where: 'VN',
    days: {
      'substitutes vietnamese 3-0-10 if sunday then next monday': 'vietnamese 3-0-10',
      'substitutes 04-30 if sunday then next tuesday': '04-30',
      'substitutes 05-01 if sunday then next monday': '05-01',
      'substitutes 09-02 if sunday then next monday': '09-02',
      'substitutes 01-01 if sunday then next monday': '01-01',
    },
    source:
      'Bộ luật Lao động 2019, Điều 111 and 112: a feast on the weekly day of rest is made up for on the next working day',
    lookedUp: null,
  },
];
