import type { Correction } from './correction.ts';

const NEW_YEAR = { ti: 'ርእሰ ዓውደ ዓመት', en: 'Geez New Year' };
const MESKEL = { ti: 'መስቀል', en: 'Meskel' };

/** The calendar is that of Ethiopia: its leap day comes before ours, in the September before a leap year. */
export const ER: Correction[] = [
  {
    where: 'ER',
    days: {
      '09-11 in non-leap years': false,
      '09-12 in leap years': false,
      '09-11': NEW_YEAR,
      '2027-09-11': false,
      '2027-09-12': NEW_YEAR,
      '09-27 in non-leap years': false,
      '09-28 in leap years': false,
      '09-27': MESKEL,
      '2027-09-27': false,
      '2027-09-28': MESKEL,
    },
    source: 'the Geez calendar, in which the year begins a day later before a leap year',
    lookedUp: null,
  },
];
