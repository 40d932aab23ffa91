import type { Correction } from './correction.ts';

const BOTH = 'and if saturday then previous friday if sunday then next monday';
const named = (zh: string, en: string) => ({ zh, en });

export const TW: Correction[] = [
  {
    where: 'TW',
    days: {
      'chinese 01-0-04': false,
      '1 day before chinese 01-0-00 since 2026': named('小年夜', 'Day before New Year’s Eve'),
      '2026-02-20': named('春節補假', 'Lunar New Year (substitute day)'),
      '2026-02-21': false,
      '2027-02-09': named('春節補假', 'Lunar New Year (substitute day)'),
      '2027-02-10': named('春節補假', 'Lunar New Year (substitute day)'),
      '2028-01-30': false,
      '02-28 and if Sunday then next Monday': false,
      [`02-28 ${BOTH}`]: named('和平紀念日', 'Peace Memorial Day'),
      '2026-04-03': named('兒童節（補假）', 'Children’s Day (substitute day)'),
      '2027-04-06': named('兒童節（補假）', 'Children’s Day (substitute day)'),
      '2028-04-03': named('兒童節（補假）', 'Children’s Day (substitute day)'),
      [`05-01 ${BOTH} since 2026`]: named('勞動節', 'Labour Day'),
      [`09-28 ${BOTH} since 2025`]: named('孔子誕辰紀念日', 'Confucius’ Birthday'),
      '10-10 and if Sunday then next Monday': false,
      [`10-10 ${BOTH}`]: named('國慶日', 'National Day'),
      [`10-25 ${BOTH} since 2025`]: named('臺灣光復節', 'Retrocession Day'),
      [`12-25 ${BOTH} since 2025`]: named('行憲紀念日', 'Constitution Day'),
    },
    source:
      '紀念日及節日實施條例 of 28 May 2025, https://www.tncvs.tn.edu.tw/sub/latestevent/index-1.asp?Parser=22%2C5%2C690%2C36%2C%2C%2C21228 and https://en.cofacts.tw/article/WFz_s5YBfs35m9Mi8INm; on a weekend, http://homeboylife.net/blog/2020/12/ (第五條之一)',
    lookedUp: '2026-11-26',
  },
];
