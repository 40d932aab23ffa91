import type { Correction } from './correction.ts';
import { onMonday } from './made-up.ts';

export const SC: Correction[] = [
  {
    where: 'SC',
    days: {
      easter: false,
      ...onMonday('06-18', '06-29', '08-15', '11-01', '12-08', '12-25', '05-01'),
      'substitutes 01-02 if sunday then next monday': { en: 'New Year’s Holiday' },
      'substitutes 01-01 if sunday then next tuesday': { en: 'New Year’s Day' },
    },
    source:
      'Public Holidays Act (Act 19 of 1976), s. 4 and schedule, https://seylii.org/akn/sc/act/1976/19/eng%402012-06-30',
    lookedUp: '2026-11-26',
  },
];
