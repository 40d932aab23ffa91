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
  {
    where: 'GR',
    days: {
      '05-01': false,
      '05-01 if sunday then next monday': '05-01',
      // In Holy Week, which comes every few years, the minister has always named the Tuesday of Easter.
      '2027-05-01': false,
      '2027-05-04': { el: 'Εργατική Πρωτομαγιά', en: 'Labour Day' },
    },
    source:
      'ν. 4808/2021, άρθρο 60: on a Sunday or in Holy Week the minister moves it; 2022 to the Monday, https://www.tharrosnews.gr/2022/04/metatithetai-gia-ti-deftera-2-maiou-2022-i-argia-tis-protomagias/; 2021 to Tuesday, https://www.hba.gr/News/Details/1980, and for 2027 not decreed yet',
    lookedUp: '2026-11-26',
  },
];
