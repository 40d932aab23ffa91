import type { Correction } from './correction.ts';

const REST = { hu: 'Pihenőnap', en: 'Rest day' };

export const HU: Correction[] = [
  {
    where: 'HU',
    days: { '2026-01-02': REST, '2026-08-21': REST, '2026-12-24': REST },
    source:
      '10/2025. (IV. 30.) NGM rendelet, https://tamogatoweb.hu/10-2025-iv-30-ngm-rendelet/: days that are worked on a Saturday instead',
    lookedUp: '2026-11-26',
  },
];
