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
    source:
      'Decreto 42-2010, art. 2, as amended by Decreto 19-2018 and left by the Corte de Constitucionalidad for 30 June alone, https://www.leydenegocios.com/post/feriados-asuetos-2023',
    lookedUp: '2026-11-26',
  },
];
