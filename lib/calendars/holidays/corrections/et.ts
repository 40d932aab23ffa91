import type { Correction } from './correction.ts';

export const ET: Correction[] = [
  {
    where: 'ET',
    days: {
      '01-06 in non-leap years': false,
      '01-07 in leap years': false,
      '01-07': { am: 'ገና', en: 'Christmas' },
      '03-28': false,
      '1 Ramadan': false,
      '05-01': '05-01',
      '05-05': { am: 'የአርበኞች ቀን', en: 'Patriots’ Victory Day' },
      '09-11 in non-leap years': false,
      '09-12 in leap years': false,
      '09-11': { am: 'እንቁጣጣሽ', en: 'New Year' },
      '2027-09-11': false,
      '2027-09-12': { am: 'እንቁጣጣሽ', en: 'New Year' },
      '09-27 in non-leap years': false,
      '09-28 in leap years': false,
      '09-27': { am: 'መስቀል', en: 'Finding of the True Cross' },
      '2027-09-27': false,
      '2027-09-28': { am: 'መስቀል', en: 'Finding of the True Cross' },
      '2028-01-19': false,
      '2028-01-20': { am: 'ጥምቀት', en: 'Epiphany' },
    },
    source:
      'Public Holidays Proclamation No. 1334/2024, https://ethiopianlaw.com/2024/08/27/legal-brief-on-ethiopian-public-holidays-and-their-celebration/, in the Ethiopian calendar, of which the leap day comes before ours',
    lookedUp: '2026-11-26',
  },
];
