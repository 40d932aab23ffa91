import type { Correction } from './correction.ts';

export const KR: Correction[] = [
  {
    where: 'KR',
    days: {
      // A feast of three days has its name day in the middle, and begins the day before.
      'korean 01-0-01 P3D': false,
      'korean 01-0-00 P3D': { ko: '설날', en: 'Seollal' },
    },
    source:
      '관공서의 공휴일에 관한 규정, 제2조: the day before, the day, and the day after, https://alphawiki.org/w/설날',
    lookedUp: '2026-11-26',
  },
  {
    where: 'KR',
    days: {
      '05-01 since 2026': { ko: '노동절', en: 'Labour Day' },
      '2026-06-03': { ko: '전국동시지방선거', en: 'Local elections' },
      // The first Wednesday from the fiftieth day before the end of a term.
      '2028-04-12': { ko: '국회의원 선거', en: 'Election of the National Assembly' },
    },
    source:
      '공휴일에 관한 법률 and 공직선거법, 제34조; 1 May was still before the Assembly in what could be read',
    lookedUp: null,
  },
];
