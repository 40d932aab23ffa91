import type { Correction } from './correction.ts';

export const LI: Correction[] = [
  {
    where: 'LI',
    // Bridge days are of the administration alone, and Good Friday is the banks’.
    days: {
      'easter -2': false,
      'easter 40': false,
      'easter 61': false,
      '08-15': { de: 'Staatsfeiertag (Mariä Himmelfahrt)', en: 'National Day' },
      '11-01': '11-01',
    },
    source:
      'Arbeitsgesetz, Art. 18 Abs. 2 (LGBl. 1986 Nr. 85), https://www.gesetze.li/chrono/html/1986085000',
    lookedUp: '2026-11-26',
  },
];
