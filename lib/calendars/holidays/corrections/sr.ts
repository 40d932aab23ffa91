import type { Correction } from './correction.ts';

export const SR: Correction[] = [
  {
    where: 'SR',
    days: { '02-25': false },
    source:
      'Staatsblad 2021 no. 26, https://dbsuriname.com/2021/02/21/minister-somohardjo-maakt-officieel-bekend-25-februari-niet-langer-nationaal-vrije-dag',
    lookedUp: '2026-11-26',
  },
];
