import type { Correction } from './correction.ts';

export const GT: Correction[] = [
  {
    where: 'GT',
    days: {
      '06-30 if tuesday then previous monday if wednesday,thursday then next friday': false,
      '06-30 if tuesday,wednesday then previous monday if thursday,friday,saturday,sunday then next monday': {
        es: 'Día del Ejército',
        en: 'Army Day',
      },
    },
    source: 'Decreto 19-2018, art. 3',
    lookedUp: null,
  },
];
