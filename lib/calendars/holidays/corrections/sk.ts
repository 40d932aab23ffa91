import type { Correction } from './correction.ts';

export const SK: Correction[] = [
  {
    where: 'SK',
    // Two days are worked in 2026 alone; the data has them abolished for ever.
    days: {
      '05-08 prior to 2026': false,
      '05-08': { sk: 'Deň víťazstva nad fašizmom', en: 'Day of Victory over Fascism' },
      '2026-05-08': false,
      '09-15 prior to 2026': false,
      '09-15': { sk: 'Sviatok Panny Márie Sedembolestnej', en: 'Our Lady of Sorrows' },
      '2026-09-15': false,
    },
    source:
      'zákon 241/1993 Z. z. as amended for 2026, https://news.refresher.sk/196259-TABULKA-Zmena-sviatkov-v-roku-2026-Kedy-budu-zatvorene-obchody-a-kedy-nepojdem-do-prace',
    lookedUp: '2026-11-25',
  },
];
