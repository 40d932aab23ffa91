import type { Correction } from './correction.ts';

const named = (en: string) => ({ en });

/** The feasts of the moon are a day later in Singapore than in Mecca where its own calculation says so. */
export const SG: Correction[] = [
  {
    where: 'SG',
    days: {
      '2027-03-09': false,
      '2027-03-10': named('Hari Raya Puasa'),
      '2027-05-16': false,
      '2027-05-17': named('Hari Raya Haji'),
      '2027-05-20': named('Vesak Day'),
      '2028-05-09': named('Vesak Day'),
    },
    source: 'Holidays Act 1998 (Singapore), and the notices of the Ministry of Manpower',
    lookedUp: null,
  },
];
