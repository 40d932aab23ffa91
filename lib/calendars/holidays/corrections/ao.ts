import type { Correction, Feast } from './correction.ts';

const SOUTH = { pt: 'Dia da Libertação da África Austral' };

/** The day between a feast and the weekend is not worked either. */
const bridged = (...days: string[]): Record<string, Feast> =>
  Object.fromEntries(
    days.map((day) => [
      `substitutes ${day} if tuesday then previous monday if thursday then next friday`,
      day,
    ]),
  );

export const AO: Correction[] = [
  {
    where: 'AO',
    days: {
      '03-23 since 2019': SOUTH,
      'substitutes 03-23 if tuesday then previous monday if thursday then next friday since 2019': SOUTH,
      'easter -48': 'easter -47',
      ...bridged('01-01', '02-04', '03-08', '04-04', '05-01', '09-17', '11-02', '11-11', '12-25'),
    },
    source:
      'Lei n.º 10/11, amended by Lei n.º 11/18, art. 2 and 6, https://angolex.com/paginas/leis/alteracao-da-lei-dos-feriados-nacionais-e-locais-e-datas-de-celebracao-nacional-lei-11a-18a.html',
    lookedUp: '2026-11-26',
  },
];
