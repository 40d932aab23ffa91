import type { Correction } from './correction.ts';

export const CV: Correction[] = [
  {
    where: 'CV',
    days: {
      'easter -47': false,
      '09-12': false,
    },
    source: 'Lei n.º 97/IV/93 and the law on national holidays: neither is among them',
    lookedUp: null,
  },
];
