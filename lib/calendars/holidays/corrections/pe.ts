import type { Correction } from './correction.ts';

export const PE: Correction[] = [
  {
    where: 'PE',
    days: { easter: false },
    source:
      'Decreto Legislativo 713, art. 6, as amended by Ley 31788: Maundy Thursday and Good Friday, https://tgs-sarrio.pe/articulo/alerta-laboral-declaran-feriado-el-dia-7-de-junio',
    lookedUp: '2026-11-26',
  },
];
