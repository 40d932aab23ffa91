import type { Correction } from './correction.ts';

export const KR: Correction[] = [
  {
    where: 'KR',
    days: {
      // A feast of three days has its name day in the middle, and begins the day before.
      'korean 01-0-01 P3D': false,
      'korean 01-0-00 P3D': { ko: '설날', en: 'Seollal' },
      '05-01 since 2026': { ko: '근로자의 날', en: 'Labour Day' },
      '2026-06-03': { ko: '전국동시지방선거', en: 'Local elections' },
    },
    source: '공휴일에 관한 법률, and 관공서의 공휴일에 관한 규정, 제2조',
    lookedUp: null,
  },
];
