import type { Correction } from './correction.ts';

export const GA: Correction[] = [
  {
    where: 'GA',
    days: { easter: 'easter', 'easter 39': 'easter 39' },
    source:
      'décret n° 00727/PR/MTEFP of 29 June 1998, art. 2, https://info241.com/journee-nationale-de-la-femme-et-paques-dimanche-et-lundi-feries,1300 and https://www.union.sonapresse.com/gabon-culture-societe/ascension-jeudi-26-mai-ferie-chome-et-paye-25048',
    lookedUp: '2026-11-26',
  },
];
