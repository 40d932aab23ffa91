import type { Correction } from './correction.ts';
import { hindu } from './hindu-feasts.ts';

export const FJ: Correction[] = [
  {
    where: 'FJ',
    days: {
      '09-07': false,
      'monday after 05-11 since 2023': { en: 'Girmit Day' },
      'friday before 06-01 since 2024': { en: 'Ratu Sir Lala Sukuna Day' },
    },
    source:
      'gazettes of 2023, 2024 and 2025, https://fijilive.com/news/2023/02/16/cabinet-approves-two-new-holidays/17849/, https://www.fbcnews.com.fj/news/2024-public-holidays-approved-2/ and https://www.fbcnews.com.fj/news/cabinet-gazette-11-public-holidays-for-2025/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'FJ',
    days: hindu('diwali', { en: 'Diwali' }, '2026-11-09'),
    source: 'Public Holidays Act (Cap. 101), schedule: Diwali, reckoned, and in 2026 on the Monday',
    lookedUp: null,
  },
];
