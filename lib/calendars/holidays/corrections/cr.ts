import type { Correction } from './correction.ts';

export const CR: Correction[] = [
  {
    where: 'CR',
    days: {
      '10-12 if monday then previous friday': false,
    },
    source:
      'Ley 9803 of 2020: 1 December instead, https://www.nacion.com/el-pais/es-feriado-este-12-de-octubre-en-costa-rica/QUVDX5X735ERLGGVWS2RO2LSV4/story/',
    lookedUp: '2026-11-26',
  },
];
