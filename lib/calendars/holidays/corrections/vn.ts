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
  {
    where: 'VN',
    // Two days, of which the second one is named each year: so as to join a weekend, or to lengthen it.
    days: {
      '09-01 on monday,tuesday,thursday,friday': '09-02',
      '09-03 on tuesday,friday': '09-02',
    },
    source:
      'Bộ luật Lao động 2019, Điều 112(1)(đ): 2 September and one day before or after, by the days of 2021 to 2026',
    lookedUp: null,
  },
  {
    where: 'VN',
    days: { '11-24 since 2026': { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' } },
    source:
      'Nghị quyết 80-NQ/TW of January 2026, which has it as a paid day off, https://cafef.vn/ngay-nghi-le-moi-toanh-24-11-nam-nay-roi-vao-thu-may-nhieu-nguoi-hao-huc-lat-lich-tra-cuu-188260113130933351.chn; the law that follows it was not read',
    lookedUp: null,
  },
];
