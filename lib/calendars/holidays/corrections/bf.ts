import type { Correction } from './correction.ts';

export const BF: Correction[] = [
  {
    where: 'BF',
    days: {
      '01-03': false,
      easter: false,
      'easter 1': false,
      'easter 49': false,
      '08-05': false,
      '11-01': false,
      '05-15 since 2024': { fr: 'Journée des coutumes et traditions' },
    },
    source:
      'law of 9 January 2026 on paid days of rest, eleven, and no Monday after a Sunday, https://burkina24.com/2026/01/09/burkina-faso-le-pays-reduit-le-nombre-de-jours-chomes-et-payes-de-15-a-11/',
    lookedUp: '2026-11-26',
  },
];
