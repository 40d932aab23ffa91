import type { Correction, Feast } from './correction.ts';

/** A feast on a Sunday is kept on the Monday as well, and one on a Saturday is not. */
const onSundaysAlone = (day: string, feast: Feast): Record<string, Feast> => ({
  [`${day} and if sunday then next monday`]: feast,
  [`${day} and if Saturday, Sunday then next Monday`]: false,
});

export const SZ: Correction[] = [
  {
    where: 'SZ',
    days: {
      ...onSundaysAlone('04-19', { en: 'Birthday of King Mswati III' }),
      ...onSundaysAlone('04-25', { en: 'National Flag Day' }),
      ...onSundaysAlone('05-01', '05-01'),
      ...onSundaysAlone('07-22', { en: 'Birthday of the late King Sobhuza' }),
      ...onSundaysAlone('09-06', { ss: 'Somhlolo Day', en: 'Independence Day' }),
    },
    source: 'https://en.wikipedia.org./wiki/Birthday_of_the_Late_King_Sobhuza, after the Government Gazette',
    lookedUp: '2026-11-26',
  },
  {
    where: 'SZ',
    // A festival of which one day is a holiday, which is announced shortly before.
    days: { '12-28 P6D': false },
    source: 'https://publicholidays.africa/eswatini/',
    lookedUp: '2026-11-26',
  },
];
