import type { Correction } from './correction.ts';

export const UY: Correction[] = [
  {
    where: 'UY',
    days: { 'easter -3': false, 'easter -2': false },
    source:
      'Ley 12.590 and Ley 14.977: days of tourism week are worked, unlike the five feasts that are paid',
    lookedUp: null,
  },
];
