import type { Correction } from './correction.ts';
import { hindu } from './hindu-feasts.ts';

export const GY: Correction[] = [
  {
    where: 'GY',
    days: {
      ...hindu('holi', { en: 'Phagwah' }, '2026-03-04'),
      ...hindu('diwali', { en: 'Deepavali' }, '2026-11-08'),
    },
    source: 'Public Holidays Act (Cap. 19:07), schedule: Phagwah and Deepavali, reckoned',
    lookedUp: null,
  },
];
