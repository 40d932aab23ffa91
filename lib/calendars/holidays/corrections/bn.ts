import type { Correction, Feast } from './correction.ts';

const FORCES = { ms: 'Hari Angkatan Bersenjata Diraja Brunei', en: 'Royal Brunei Armed Forces Day' };

/** Friday and Sunday are the days of rest; what falls on one is made up for on the day after. */
const madeUp = (...days: string[]): Record<string, Feast> =>
  Object.fromEntries(
    days.map((day) => [`substitutes ${day} if friday then next saturday if sunday then next monday`, day]),
  );

export const BN: Correction[] = [
  {
    where: 'BN',
    days: {
      '03-31': false,
      '05-31': FORCES,
      'substitutes 05-31 if friday then next saturday if sunday then next monday': FORCES,
      ...madeUp(
        '01-01',
        '02-23',
        '07-15',
        '12-25',
        '17 Ramadan',
        '10 Dhu al-Hijjah',
        '1 Muharram',
        '12 Rabi al-awwal',
        '27 Rajab',
      ),
    },
    source: 'the government’s list of 2026, after https://publicholidays.asia/brunei/2026-dates/',
    lookedUp: '2026-11-26',
  },
];
