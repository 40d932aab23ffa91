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
    source:
      'Ley Orgánica reformatoria of December 2016, https://notimundo.com.ec/?p=66777; the eleven feasts, https://www.expectativa.ec/presidente-ratifica-que-feriados-de-25-de-diciembre-y-1-de-enero-pasaran-a-lunes/',
    lookedUp: '2026-11-26',
  },
];
