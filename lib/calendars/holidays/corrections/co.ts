import type { Correction } from './correction.ts';

export const CO: Correction[] = [
  {
    where: 'CO',
    days: { easter: false },
    source:
      'Ley 51 de 1983, art. 1, as printed by https://www.semana.com/turismo/articulo/se-danaron-las-vacaciones-este-es-el-esperado-festivo-que-sera-reprogramado/202508/',
    lookedUp: '2026-11-26',
  },
];
