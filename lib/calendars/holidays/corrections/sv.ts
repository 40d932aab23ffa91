import type { Correction } from './correction.ts';

export const SV: Correction[] = [
  {
    where: 'SV',
    days: {
      '01-01': '01-01',
      '05-10': { es: 'Día de la Madre', en: 'Mother’s Day' },
      '06-17': { es: 'Día del Padre', en: 'Father’s Day' },
    },
    source: 'Código de Trabajo, art. 190, https://elindependiente.sv/?p=1665',
    lookedUp: '2026-11-26',
  },
];
