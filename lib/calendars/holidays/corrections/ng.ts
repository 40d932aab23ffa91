import type { Correction } from './correction.ts';

export const NG: Correction[] = [
  {
    where: 'NG',
    days: { '05-27': false, '11-01 since 2020': false, '1 Muharram': false },
    source:
      'Public Holidays Act (Cap. P40, LFN 2004), section 1 and schedule, https://www.naijalegaltalkng.com/public-holidays-under-the-nigerian-law/: none of them',
    lookedUp: '2026-11-26',
  },
];
