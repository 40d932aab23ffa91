import type { Correction } from './correction.ts';

const REST = { hu: 'Pihenőnap', en: 'Rest day' };

export const HU: Correction[] = [
  {
    where: 'HU',
    days: { '2026-01-02': REST, '2026-08-21': REST, '2026-12-24': REST },
    source:
      'NGM decree on the order of working days around feasts in 2026: days that were worked on a Saturday instead',
    lookedUp: null,
  },
];
