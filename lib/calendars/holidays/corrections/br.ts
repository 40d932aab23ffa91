import { type Correction, inPart } from './correction.ts';

/** Feasts of Acre in the middle of the week are kept on its Friday. */
const toFriday = (day: string): string => `${day} if tuesday,wednesday,thursday then next friday`;

export const BR: Correction[] = [
  {
    where: 'BR',
    // Elections are Sundays on which shops may open.
    days: {
      '1st sunday in October in even years': false,
      '1st sunday before 11-01 in even years': false,
    },
    source:
      'Tribunal Superior Eleitoral, Cta 060036620 of 2019 on Código Eleitoral, art. 380: shops may open, http://temasselecionados.tse.jus.br/temas-selecionados/temas-diversos/parte-i-atos-preparatorios-da-votacao/comercio-funcionamento-no-dia-da-eleicao/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'BR-AM BR-MT BR-RJ BR-SP BR-AL',
    days: { '11-20': { pt: 'Dia Nacional de Zumbi e da Consciência Negra', en: 'Black Awareness Day' } },
    source:
      'Lei 14.759/2023, art. 1, https://legisweb.com.br/legislacao/?legislacao=453626: the day is national now',
    lookedUp: '2026-11-26',
  },
  inPart(
    'BR-AC',
    {
      '01-12': false,
      [toFriday('01-20')]: { pt: 'Dia do Católico' },
      [toFriday('01-23')]: { pt: 'Dia do Evangélico' },
      '03-08': false,
      [toFriday('03-08')]: { pt: 'Dia Internacional da Mulher' },
      '09-05': false,
      [toFriday('09-05')]: { pt: 'Dia da Amazônia' },
      [toFriday('11-17')]: { pt: 'Tratado de Petrópolis' },
    },
    'leis estaduais do Acre 1.538/2004, 3.137/2016, 1.411/2001, 243/1968, 57/1965 and 2.126/2009, as https://www.acrelandia.ac.gov.br/feriados cites them, and https://www.manciolima.ac.gov.br/feriados',
    '2026-11-26',
  ),
  inPart(
    'BR-AL',
    {
      '11-30 if tuesday then previous monday if thursday then next friday': { pt: 'Dia do Evangélico' },
    },
    'Lei 7.530/2013 de Alagoas, https://oalagoano.com.br/noticias/2023/11/22/3989-governo-de-alagoas-transfere-feriado-do-dia-do-evangalico-para-1a-de-dezembro',
    '2026-11-26',
  ),
  inPart(
    'BR-PB',
    { '07-26': false },
    'Lei 10.601/2015 da Paraíba: only 5 August, https://www.diariodosertao.com.br/noticias/paraiba/430405/e-feriado-dia-5-de-agosto-e-feriado-oficialmente-em-todo-estado-da-paraiba-segundo-lei-estadual.html',
    '2026-11-26',
  ),
  inPart(
    'BR-PE',
    { '1st sunday in March': false, '03-06': { pt: 'Revolução Pernambucana de 1817' } },
    'Lei 16.059/2017 de Pernambuco, https://jornaldesafio.com.br/feriado-estadual-da-revolucao-pernambucana-comeca-a-valer-este-ano/',
    '2026-11-26',
  ),
  inPart(
    'BR-PR',
    { '12-19': false },
    'decreto 12.134/2025 for 2026, which has no such feast, https://tribunadovale.com.br/?p=80137',
    '2026-11-26',
  ),
  inPart(
    'BR-RN',
    { '08-07': { pt: 'Dia do Rio Grande do Norte' } },
    'Lei estadual 7.831/2000, as listed by https://noticias.uol.com.br/ultimas-noticias/agencia-estado/2025/07/31/onde-tem-feriado-em-agosto-veja-previsao-do-mes-e-feriados-nacionais-ate-o-fim-do-ano.htm',
    '2026-11-26',
  ),
];
