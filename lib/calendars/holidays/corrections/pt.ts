import type { Correction } from './correction.ts';

export const PT: Correction[] = [
  {
    where: 'PT-20',
    days: { 'easter 50': { pt: 'Dia da Região Autónoma dos Açores' } },
    source:
      'Decreto Regional 13/80/A of 21 August: Monday of the Holy Spirit, https://www.calendarios.info/feriados-regiao-autonoma-acores/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'PT-30',
    days: {
      '04-02 since 2025': { pt: 'Dia da Autonomia da Madeira' },
      '07-01': { pt: 'Dia da Região Autónoma da Madeira e das Comunidades Madeirenses' },
      '12-26': { pt: 'Primeira Oitava' },
    },
    source:
      'Decreto Regional 27/79/M, Decretos Legislativos Regionais 18/2002/M and 17/2024/M, https://dre.tretas.org/dre/6004137/decreto-legislativo-regional-17-2024-M-de-16-de-dezembro',
    lookedUp: '2026-11-25',
  },
];
