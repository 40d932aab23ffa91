import type { Correction } from './correction.ts';

export const ST: Correction[] = [
  {
    where: 'ST',
    days: {
      '01-04 and if saturday then previous friday if sunday then next monday': { pt: 'Dia do Rei Amador' },
    },
    source: 'the feasts after Lei 7/90, https://www.visitsaotomeprincipe.st/en/informacoes-uteis/feriados',
    lookedUp: '2026-11-26',
  },
];
