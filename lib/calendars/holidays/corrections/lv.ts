import type { Correction } from './correction.ts';

export const LV: Correction[] = [
  {
    where: 'LV',
    days: {
      '2nd sunday in May': { lv: 'Mātes diena', en: 'Mother’s Day' },
      'easter 49': 'easter 49',
    },
    source:
      'likums “Par svētku, atceres un atzīmējamām dienām”, 1. pants, http://www.ligatne.lv/par-svetku-atceres-un-atzimejamam-dienam',
    lookedUp: '2026-11-26',
  },
];
