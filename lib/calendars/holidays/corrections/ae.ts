import type { Correction } from './correction.ts';

export const AE: Correction[] = [
  {
    where: 'AE',
    days: {
      '27 Rajab': false,
      '1 Ramadan': false,
      '9 Dhu al-Hijjah': '9 Dhu al-Hijjah',
      '12-02': false,
      '12-02 P2D': { ar: 'عيد الاتحاد', en: 'Eid Al Etihad (National Day)' },
    },
    source:
      'Cabinet Resolution No. 27 of 2024 on public holidays, art. 1, as printed by https://gulfnews.com/living-in-uae/ask-us/public-holidays-for-the-next-two-years-in-uae--all-you-need-to-know-2024-2025-1.1717159299003',
    lookedUp: '2026-11-26',
  },
];
