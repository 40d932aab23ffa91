import type { Correction } from './correction.ts';

export const PR: Correction[] = [
  {
    where: 'PR',
    // Feasts of statesmen were given up in 2017.
    days: {
      '2nd Monday in January': false,
      '02-18': false,
      '03-02 since 2017': false,
      '04-16': false,
      '3rd Monday in July': false,
      '07-27': false,
      'easter -2': { es: 'Viernes Santo', en: 'Good Friday' },
    },
    source: 'Ley 26-2017, art. 2.07: six feasts less; Ley 88-1969',
    lookedUp: null,
  },
];
