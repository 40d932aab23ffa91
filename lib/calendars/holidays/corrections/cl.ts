import type { Correction } from './correction.ts';

export const CL: Correction[] = [
  {
    where: 'CL',
    // Holy Saturday is a feast, Easter Sunday is a Sunday.
    days: { easter: false, 'easter -1': 'easter -1' },
    source:
      'Ley 2.977, art. 1, as printed by https://www.meganoticias.cl/dato-util/510512-semana-santa-cuando-es-1ab.html',
    lookedUp: '2026-11-26',
  },
];
