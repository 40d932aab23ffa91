import type { Correction } from './correction.ts';

export const SS: Correction[] = [
  {
    where: 'SS',
    days: {
      '03-08': false,
      'easter -2': 'easter -2',
      'easter -1': 'easter -1',
      easter: 'easter',
      'easter 1': 'easter 1',
      '05-01': '05-01',
      '12-24': '12-24',
      '12-26': '12-26',
      '12-28': false,
      '12-31': false,
    },
    source:
      'list of the Ministry of Labour, as https://www.officeholidays.com/countries/south-sudan/2023 has it',
    lookedUp: '2026-11-26',
  },
  {
    where: 'SS',
    days: {
      '2 Shawwal': false,
      '1 Shawwal': '1 Shawwal',
      '12 Dhu al-Hijjah': false,
      '10 Dhu al-Hijjah': '10 Dhu al-Hijjah',
    },
    source: 'by the calendar of Umm al-Qura, https://publicholidays.africa/south-sudan/',
    lookedUp: '2026-11-26',
  },
];
