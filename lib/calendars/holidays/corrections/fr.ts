import type { Correction } from './correction.ts';

export const FR: Correction[] = [
  {
    // Saint-Martin has kept its own date since 2018; the data still has Guadeloupe's.
    where: 'FR-MF',
    days: {
      '05-27': false,
      '05-28': { fr: 'Abolition de l’esclavage', en: 'Abolition of Slavery' },
    },
    source:
      'practice since 2018 (circulars of 4 May 2018 and 3 May 2019; the Code du travail still differs), as reported by http://soualigapost.com/fr/comment/18526 and http://soualigapost.fr/fr/actualite/29562/culture/labolition-de-lesclavage-%C3%A0-saint-martin-comm%C3%A9mor%C3%A9e-un-28-mai-pour-la',
    lookedUp: '2026-11-26',
  },
];
