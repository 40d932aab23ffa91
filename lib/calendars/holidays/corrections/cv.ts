import type { Correction } from './correction.ts';

export const CV: Correction[] = [
  {
    where: 'CV',
    days: { 'easter -47': false },
    source:
      'resolutions of the government on Carnival, which free public servants alone, https://expressodasilhas.cv/pais/2026/02/13/governo-concede-tolerancia-de-ponto-no-carnaval-e-na-quarta-feira-de-cinzas/101385',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CV',
    days: { '09-12': false },
    source:
      'Lei n.º 97/IV/93 and the list of the Banco de Cabo Verde, as https://worddisk.com/wiki/Public_holidays_in_Cape_Verde has it: not among them',
    lookedUp: '2026-11-26',
  },
];
