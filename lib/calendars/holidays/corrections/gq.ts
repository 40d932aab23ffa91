import type { Correction } from './correction.ts';

const WOMEN = { es: 'Día Internacional de la Mujer', en: 'International Women’s Day' };
const AFRICA = { es: 'Día de la Liberación Africana', en: 'Africa Liberation Day' };

/** The data has the Mondays after Sundays; a Saturday is none to work on either. */
export const GQ: Correction[] = [
  {
    where: 'GQ',
    days: {
      '03-08 and if saturday,sunday then next monday': WOMEN,
      'easter -3': { es: 'Jueves Santo', en: 'Maundy Thursday' },
      '05-25 and if saturday,sunday then next monday': AFRICA,
      ...Object.fromEntries(
        ['01-01', '05-01', '06-05', '08-03', '08-15', '10-12', '12-08', '12-25'].map((day) => [
          `substitutes ${day} if saturday then next monday`,
          `${day} and if sunday then next monday`,
        ]),
      ),
    },
    source:
      'Decreto 9/2007, https://realequatorialguinea.com/destacado/sociedad/este-lunes-16-de-agosto-no-se-trabaja-por-puente-del-dia-de-la-constitucion-de-guinea-ecuatorial/, and the calendar of 2024, “Calendario laboral de Guinea Ecuatorial 2024” at https://guineainfomarket.com',
    lookedUp: '2026-11-26',
  },
];
