import type { Correction } from './correction.ts';

export const VE: Correction[] = [
  {
    where: 'VE',
    days: { easter: false },
    source:
      'Ley Orgánica del Trabajo, art. 184: Maundy Thursday and Good Friday, http://henryjpp.blogspot.com/2016/10',
    lookedUp: '2026-11-26',
  },
];
