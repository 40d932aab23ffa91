import type { Correction } from './correction.ts';

export const CN: Correction[] = [
  {
    where: 'CN',
    days: {
      '06-01': false,
      'chinese 01-0-03': 'chinese 01-0-02',
      '05-02 since 2025': '05-01',
    },
    source: '国务院令第795号 of 10 November 2024: four days of Spring Festival, two of May Day',
    lookedUp: null,
  },
];
