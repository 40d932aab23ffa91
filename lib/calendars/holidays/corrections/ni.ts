import type { Correction } from './correction.ts';

export const NI: Correction[] = [
  {
    where: 'NI',
    days: {
      '06-01': false,
      '10-12': false,
      '01-18 since 2027': { es: 'Natalicio de Rubén Darío', en: 'Birthday of Rubén Darío' },
      '02-02 since 2026': { es: 'Día Nacional de la Reconciliación y la Paz', en: 'Day of Reconciliation' },
      '02-21 since 2026': { es: 'Paso a la inmortalidad de Augusto C. Sandino', en: 'Sandino Day' },
      '11-08 since 2026': { es: 'Carlos Fonseca Amador', en: 'Carlos Fonseca Day' },
      '05-30': { es: 'Día de la Madre', en: 'Mother’s Day' },
    },
    source:
      'Código del Trabajo, art. 66, as amended by Ley 1118 of 2022, https://publicaciones.bdsasesores.com/bdspremium/blog/nicaragua-bds_alertalaboral-30-de-mayo-dia-de-las-madres-feriado-nacional, and Ley 1272 of 18 January 2026, https://contextohn.com/?p=119543',
    lookedUp: '2026-11-26',
  },
];
