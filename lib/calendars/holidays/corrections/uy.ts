import type { Correction } from './correction.ts';

export const UY: Correction[] = [
  {
    where: 'UY',
    days: { 'easter -3': false, 'easter -2': false },
    source:
      'Ley 12.590, art. 7: days of tourism week are worked, unlike the five feasts that are paid, https://infotrabajo.uy/dias-feriados-en-uruguay-en-2024',
    lookedUp: '2026-11-26',
  },
];
