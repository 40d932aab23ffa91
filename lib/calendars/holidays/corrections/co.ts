import type { Correction } from './correction.ts';

export const CO: Correction[] = [
  {
    where: 'CO',
    days: { easter: false },
    source:
      'Ley 51 de 1983, art. 1, as printed by https://www.semana.com/turismo/articulo/se-danaron-las-vacaciones-este-es-el-esperado-festivo-que-sera-reprogramado/202508/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'CO',
    days: {
      'monday after 07-09 since 2026': false,
      // The data calls it after the Assumption.
      'easter 43': { es: 'Ascensión del Señor', en: 'Ascension Day' },
    },
    source:
      'Ley 51 de 1983, art. 1; the eighteen feasts of 2026, without 13 July, https://www.elespectador.com/colombia/mas-regiones/cuando-es-el-proximo-festivo-en-colombia/',
    lookedUp: '2026-11-26',
  },
];
