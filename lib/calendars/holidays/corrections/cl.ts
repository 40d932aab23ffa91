import type { Correction } from './correction.ts';

export const CL: Correction[] = [
  {
    where: 'CL',
    // Holy Saturday is a feast, Easter Sunday is a Sunday.
    days: { easter: false, 'easter -1': 'easter -1' },
    source: 'Ley 2.977, art. 1, https://www.feriados.cl',
    lookedUp: null,
  },
];
