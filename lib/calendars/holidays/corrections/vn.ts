import type { Correction } from './correction.ts';

export const VN: Correction[] = [
  {
    where: 'VN',
    days: {
      'substitutes vietnamese 3-0-10 if sunday then next monday': 'vietnamese 3-0-10',
      'substitutes 04-30 if sunday then next tuesday': '04-30',
      'substitutes 05-01 if sunday then next monday': '05-01',
      'substitutes 09-02 if sunday then next monday': '09-02',
      'substitutes 01-01 if sunday then next monday': '01-01',
    },
    source:
      'Bộ luật Lao động 2019, Điều 111(3): a feast on the weekly day of rest is made up for on the next working day, https://lawnet.vn/thong-tin-phap-luat/en/lao-dong-tien-luong/schedule-for-the-day-off-on-hung-kings-commemoration-day-in-2021-for-vietnamese-officials-public-employees-and-employees-according-to-the-2019-labor-code-142320.html',
    lookedUp: '2026-11-26',
  },
];
