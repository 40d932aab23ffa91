import type { Correction, Feast } from './correction.ts';

/** One on a Sunday is taken the day before. */
const before = (day: string, feast: Feast): Record<string, Feast> => ({
  [`${day} and if sunday then previous saturday`]: feast,
});

export const CD: Correction[] = [
  {
    where: 'CD',
    days: {
      '*': false,
      ...before('01-01', '01-01'),
      ...before('01-04', { fr: 'Journée des martyrs de l’Indépendance', en: 'Martyrs’ Day' }),
      ...before('01-16', { fr: 'Journée de Laurent-Désiré Kabila', en: 'Laurent-Désiré Kabila Day' }),
      ...before('01-17', { fr: 'Journée de Patrice Emery Lumumba', en: 'Patrice Lumumba Day' }),
      ...before('04-06', {
        fr: 'Journée du combat de Simon Kimbangu et de la conscience africaine',
        en: 'Simon Kimbangu Day',
      }),
      ...before('05-01', '05-01'),
      ...before('05-17', { fr: 'Journée des Forces armées', en: 'Armed Forces Day' }),
      ...before('06-30', { fr: 'Fête de l’Indépendance', en: 'Independence Day' }),
      ...before('08-01', { fr: 'Fête des parents', en: 'Parents’ Day' }),
      ...before('12-25', '12-25'),
    },
    source:
      'Ordonnance n° 23/042 of 30 March 2023, arts. 1 and 2, https://www.lehautpanel.com/6-avril-journee-feriee-pour-honorer-le-combat-de-simon-kimbangu-et-la-conscience-africaine/',
    lookedUp: '2026-11-26',
  },
];
