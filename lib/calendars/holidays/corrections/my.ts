import type { Correction } from './correction.ts';

export const MY: Correction[] = [
  {
    where: 'MY',
    days: {
      '2027-05-20': { ms: 'Hari Wesak', en: 'Wesak Day' },
      '2028-05-09': { ms: 'Hari Wesak', en: 'Wesak Day' },
    },
    source: 'Holidays Act 1951, First Schedule: Wesak, by the full moon',
    lookedUp: null,
  },
];
