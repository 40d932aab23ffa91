import type { Correction } from './correction.ts';

/** A national day on a weekend, which is Friday and Saturday, is kept on the working day beside it. */
export const SA: Correction[] = [
  {
    where: 'SA',
    days: {
      '02-22 since 2022': false,
      '02-22 and if friday then previous thursday if saturday then next sunday since 2022': {
        ar: 'يوم التأسيس',
        en: 'Founding Day',
      },
      '09-23 since 2005': false,
      '09-23 and if friday then previous thursday if saturday then next sunday since 2005': {
        ar: 'اليوم الوطني',
        en: 'National Day',
      },
    },
    source:
      'Implementing Regulations of the Labor Law, art. 24, and the circular of February 2023, https://gulfnews.com/world/gulf/saudi/official-holiday-rules-amended-for-state-employees-in-saudi-arabia-1.93618921',
    lookedUp: '2026-11-26',
  },
];
