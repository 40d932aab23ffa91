import type { Correction, Feast } from './correction.ts';

/** Days of rest of one year, under the name of their feast. */
const rest = (feast: string, days: string): Record<string, Feast> =>
  Object.fromEntries(days.split(' ').map((day) => [day, feast]));

export const CN: Correction[] = [
  {
    where: 'CN',
    days: {
      '06-01': false,
      'chinese 01-0-03': 'chinese 01-0-02',
      '05-02 since 2025': '05-01',
    },
    source:
      '国务院令第795号 of 10 November 2024, 第二条: four days of Spring Festival, two of May Day; 第三条: 1 June is of children alone, https://mzfsra.com/PolicyInformation/info.aspx?itemid=886',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CN',
    // Each autumn the next year is told. Weekdays that make up for them are working Saturdays and Sundays.
    days: {
      ...rest('01-01', '2026-01-02 2026-01-03'),
      ...rest('chinese 01-0-01', '2026-02-15 2026-02-20 2026-02-21 2026-02-22 2026-02-23'),
      ...rest('chinese 5-01 solarterm', '2026-04-04 2026-04-06'),
      ...rest('05-01', '2026-05-03 2026-05-04 2026-05-05'),
      ...rest('chinese 05-0-05', '2026-06-20 2026-06-21'),
      ...rest('chinese 08-0-15', '2026-09-26 2026-09-27'),
      ...rest('10-01', '2026-10-04 2026-10-05 2026-10-06 2026-10-07'),
    },
    source:
      '国务院办公厅关于2026年部分节假日安排的通知 of 4 November 2025, https://politics.gmw.cn/2025-11/04/content_38391083.htm',
    lookedUp: '2026-11-26',
  },
];
