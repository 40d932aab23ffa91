import type { Correction } from './correction.ts';

export const IT: Correction[] = [
  {
    where: 'IT',
    // 4 November is the day on which it is remembered, and a working day.
    days: { '1st sunday in November': { it: 'Festa dell’Unità nazionale', en: 'National Unity Day' } },
    source:
      'legge 5 marzo 1977, n. 54, art. 1: the feast is kept on the first Sunday in November, among the festive days of the Ufficio del Cerimoniale di Stato, https://vincenzogalasso.eu/festivita-e-giornate-nazionali',
    lookedUp: '2026-11-26',
  },
];
