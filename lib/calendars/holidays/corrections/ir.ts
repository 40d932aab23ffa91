import type { Correction } from './correction.ts';

export const IR: Correction[] = [
  {
    where: 'IR',
    // Both feasts have mostly been a day later than in Mecca, after which the data reckons; the others not.
    days: {
      '3 Shawwal': '2 Shawwal',
      '2 Shawwal': '1 Shawwal',
      '1 Shawwal': false,
      '11 Dhu al-Hijjah': '10 Dhu al-Hijjah',
      '10 Dhu al-Hijjah': false,
      '19 Dhu al-Hijjah': '18 Dhu al-Hijjah',
      '18 Dhu al-Hijjah': false,
    },
    source:
      'the official calendars of 1401, https://asemooni.com/official-holidays-3673, and 1403, https://calendar.nagsh.ir:443/تعطیلات-رسمی-سال-1403',
    lookedUp: '2026-11-26',
  },
  {
    where: 'IR',
    days: {
      '2026-05-28': false,
      '2026-05-27': '10 Dhu al-Hijjah',
      '2026-06-04': { fa: 'عید سعید غدیر خم', en: 'Eid al-Ghadeer' },
    },
    source:
      'the official calendar of 1405, https://www.ilna.ir/بخش-سایر-رسانه-ها-10/1707051-سال-چند-روز-تعطیل-رسمی-دارد',
    lookedUp: '2026-11-26',
  },
];
