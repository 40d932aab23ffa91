import type { Correction } from './correction.ts';

export const GE: Correction[] = [
  {
    where: 'GE',
    days: {
      '05-17': { ka: 'ოჯახის სიწმინდისა და მშობლების პატივისცემის დღე', en: 'Day of Family Purity' },
    },
    source: 'Labour Code of Georgia, art. 30, as amended in 2024',
    lookedUp: null,
  },
];
