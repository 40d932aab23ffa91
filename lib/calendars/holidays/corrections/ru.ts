import type { Correction } from './correction.ts';
import { madeUp } from './made-up.ts';

const MOVED = { ru: 'Выходной день (перенос)', en: 'Day off (transferred)' };

export const RU: Correction[] = [
  {
    where: 'RU',
    days: madeUp('02-23', '03-08', '05-01', '05-09', '06-12', '11-04'),
    source: 'Трудовой кодекс, ст. 112, https://lawnotes.ru/tk-rf/chast-3/razdel-v/glava-18/statya-112',
    lookedUp: '2026-11-26',
  },
  {
    where: 'RU',
    // The two days of a weekend in the first week of January are given to others each year.
    days: { '2026-01-09': MOVED, '2026-12-31': MOVED },
    source:
      'постановление of 24 September 2025, https://sevastopol.press/2025/09/24/podpisano-postanovlenie-o-prazdnichnyh-i-vyhodnyh-dnjah-v-2026-godu/',
    lookedUp: '2026-11-26',
  },
];
