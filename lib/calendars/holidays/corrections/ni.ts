import type { Correction } from './correction.ts';

export const NI: Correction[] = [
  {
    where: 'NI',
    days: {
      '06-01': false,
      '10-12': false,
      '05-30': { es: 'Día de la Madre', en: 'Mother’s Day' },
    },
    source: 'Código del Trabajo, art. 66, as amended in 2022',
    lookedUp: null,
  },
];
