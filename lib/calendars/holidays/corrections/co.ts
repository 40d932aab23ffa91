import type { Correction } from './correction.ts';

export const CO: Correction[] = [
  { where: 'CO', days: { easter: false }, source: 'Ley 51 de 1983, art. 1', lookedUp: null },
];
