import type { Correction, Feast } from './correction.ts';

/** A feast on a Sunday is kept on the Monday, too. */
const onMonday = (...days: string[]): Record<string, Feast> =>
  Object.fromEntries(days.map((day) => [`substitutes ${day.slice(0, 5)} if sunday then next monday`, day]));

export const PR: Correction[] = [
  {
    where: 'PR',
    // Feasts of statesmen were given up in 2017, and one of them came back.
    days: {
      '2nd Monday in January': false,
      '02-18': false,
      '04-16': false,
      '3rd Monday in July': false,
      ...onMonday('03-02 since 2017', '03-22', '07-25', '07-27', '11-19'),
      'easter -2': { es: 'Viernes Santo', en: 'Good Friday' },
    },
    source:
      'Ley 26-2017, art. 2.07, with the days of 2026 as the OATRH lists them, https://aldia.microjuris.com/2025/11/13/dias-feriados-de-puerto-rico-2026; on a Sunday, https://pr.microjuris.com/noticias/noticia/dias-feriados-del-gobierno-de-puerto-rico-2014',
    lookedUp: '2026-11-26',
  },
];
