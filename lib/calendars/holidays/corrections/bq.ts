import type { Correction } from './correction.ts';

export const BQ: Correction[] = [
  {
    where: 'BQ',
    days: {
      '12-15': false,
    },
    source:
      'Arbeidswet 2000 BES, art. 23, which lost Kingdom Day in 2010, https://bonaire.nu/2018/04/28/bc-aan-ollongren-bevolking-raakte-met-transitie-officiele-feestdag-kwijt/',
    lookedUp: '2026-11-26',
  },
];
