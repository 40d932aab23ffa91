import type { Correction, Feast } from './correction.ts';

const state = (where: string, days: Record<string, Feast>, source: string): Correction => ({
  where,
  days,
  source,
  lookedUp: null,
});

export const BR: Correction[] = [
  {
    where: 'BR',
    // Elections are Sundays on which shops may open.
    days: {
      '1st sunday in October in even years': false,
      '1st sunday before 11-01 in even years': false,
    },
    source: 'Código Eleitoral, art. 380; Lei 662/1949 lists the national feasts',
    lookedUp: null,
  },
  {
    where: 'BR-AM BR-MT BR-RJ BR-SP BR-AL',
    days: { '11-20': { pt: 'Dia Nacional de Zumbi e da Consciência Negra', en: 'Black Awareness Day' } },
    source:
      'Lei 14.759/2023, art. 1, https://legisweb.com.br/legislacao/?legislacao=453626: the day is national now',
    lookedUp: '2026-11-26',
  },
  state(
    'BR-AC',
    {
      '01-12': false,
      '01-23': { pt: 'Dia do Evangélico' },
      '03-08': false,
      '03-08 if tuesday,wednesday,thursday then next friday': { pt: 'Dia Internacional da Mulher' },
      '09-05': false,
      '09-05 if tuesday,wednesday,thursday then next friday': { pt: 'Dia da Amazônia' },
      '11-17 if tuesday,wednesday,thursday then next friday': { pt: 'Tratado de Petrópolis' },
    },
    'leis estaduais do Acre 1.538/2004, 1.411/2001, 1.526/2004, 57/1965 and 2.126/2009',
  ),
  state('BR-AL', { '11-30': { pt: 'Dia do Evangélico' } }, 'lei estadual de Alagoas'),
  state('BR-AP', { '07-25': { pt: 'São Tiago' } }, 'Lei estadual 1.696/2012 do Amapá'),
  state(
    'BR-CE',
    { '03-19': { pt: 'São José' }, '08-15': { pt: 'Nossa Senhora da Assunção' } },
    'feriados estaduais e de Fortaleza',
  ),
  state('BR-PB', { '07-26': false }, 'Lei estadual 10.601/2015: only 5 August'),
  state(
    'BR-PE',
    { '1st sunday in March': false, '03-06': { pt: 'Revolução Pernambucana de 1817' } },
    'Lei estadual 16.059/2017 de Pernambuco',
  ),
  state('BR-PR', { '12-19': false }, 'Lei estadual 18.384/2014: no longer a feast'),
  state('BR-RN', { '08-07': { pt: 'Dia do Rio Grande do Norte' } }, 'Lei estadual 7.831/2000'),
];
