import type { Correction } from './correction.ts';

export const RS: Correction[] = [
  {
    where: 'RS',
    days: {
      'orthodox -1': { sr: 'Велика субота', en: 'Holy Saturday' },
    },
    source: 'Закон о државним и другим празницима, чл. 3: from Good Friday to Easter Monday',
    lookedUp: null,
  },
];
