import type { Correction } from './correction.ts';

export const CY: Correction[] = [
  {
    where: 'CY',
    days: {
      'orthodox -47': false,
      'orthodox -48': { el: 'Καθαρά Δευτέρα', en: 'Green Monday' },
      'orthodox 49': false,
      'orthodox 50': { el: 'Δευτέρα του Κατακλυσμού', en: 'Kataklysmos' },
    },
    source:
      'public holidays of the Republic of Cyprus, as listed by https://www.qppstudio.net/publicholidays2024/cyprus.htm',
    lookedUp: '2026-11-26',
  },
];
