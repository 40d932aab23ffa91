import type { Correction } from './correction.ts';

export const FI: Correction[] = [
  {
    where: 'FI',
    // No holidays of the church, but days of rest by law and by every shop's door.
    days: { '12-24': true, 'friday after 06-19': true },
    source:
      'vuosilomalaki 162/2005, 4 §: Christmas Eve and Midsummer Eve are no working days, http://vuosilomalaki.com/vuosiloma-lauantai/',
    lookedUp: '2026-11-26',
  },
];
