import type { Correction } from './correction.ts';

export const AM: Correction[] = [
  {
    where: 'AM',
    days: {
      '01-03 P3D': false,
      '01-27': {
        hy: 'Հայրենիքի պաշտպանության համար զոհվածների հիշատակի օր',
        en: 'Remembrance Day of the Fallen',
      },
    },
    source:
      'law on holidays and memorable days, as amended on 20 January 2026 (27 January), https://www.amnews.am/?p=47717; New Year until 2 January, https://blognews.am/rus/news/880410/kogda-miy-budesh-doma-na-novogodnie-prazdniki.html',
    lookedUp: '2026-11-26',
  },
];
