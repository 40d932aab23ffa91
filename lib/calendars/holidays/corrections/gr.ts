import type { Correction } from './correction.ts';

export const GR: Correction[] = [
  {
    where: 'GR',
    // Pentecost itself is a Sunday like any other; what is kept is the Monday of the Holy Spirit.
    days: { 'orthodox 49': false },
    source:
      'ν. 4808/2021, άρθρο 60; β.δ. 748/1966, as listed by https://newse.gr/episimes-argies-idiotikou-tomea-2021',
    lookedUp: '2026-11-26',
  },
];
