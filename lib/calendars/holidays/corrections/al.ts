import type { Correction } from './correction.ts';
import { madeUp } from './made-up.ts';

export const AL: Correction[] = [
  {
    where: 'AL',
    days: {
      '09-05 and if saturday,sunday then next monday': {
        sq: 'Dita e Shenjtërimit të Shenjt Terezës',
        en: 'Saint Teresa’s Day',
      },
      '10-19 and if saturday,sunday then next monday': false,
      '11-22 and if saturday,sunday then next monday': { sq: 'Dita e Alfabetit', en: 'Alphabet Day' },
      ...madeUp('1 Shawwal', '10 Dhu al-Hijjah'),
    },
    source:
      'ligji nr. 7651/1992 për festat zyrtare, as amended in 2024 and listed by https://aziendeaccordi.ice.it/it/mercati/albania/tirana/calendario-delle-festivita',
    lookedUp: '2026-11-26',
  },
];
