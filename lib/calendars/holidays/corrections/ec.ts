import type { Correction } from './correction.ts';

const named = (es: string) => ({ es });

export const EC: Correction[] = [
  {
    where: 'EC',
    days: {
      'easter -3': false,
      '09-10': false,
      '10-09 if tuesday then previous monday if wednesday,thursday then next friday if saturday then previous friday if sunday then next monday':
        named('Independencia de Guayaquil'),
    },
    source: 'Código del Trabajo, art. 65, and Ley Orgánica reformatoria of 20 December 2016',
    lookedUp: null,
  },
];
