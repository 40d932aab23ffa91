import type { Correction } from './correction.ts';

export const RS: Correction[] = [
  {
    where: 'RS',
    days: {
      'orthodox -1': { sr: 'Велика субота', en: 'Holy Saturday' },
    },
    source:
      'Закон о државним и другим празницима, чл. 2 и 3: from Good Friday to Easter Monday, https://knjigovodstveneagencije.com/racunovodstvena-agencija/prava-zaposlenih-po-osnovu-vaskrsnjih-odnosno-uskrsnjih-i-prvomajskih-praznika',
    lookedUp: '2026-11-26',
  },
];
