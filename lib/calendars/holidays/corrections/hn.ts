import type { Correction } from './correction.ts';

export const HN: Correction[] = [
  {
    where: 'HN',
    days: {
      '10-03': false,
      '10-12': false,
      '10-21': false,
      'easter -1': 'easter -1',
      '1st wednesday in October P3D': { es: 'Semana Morazánica', en: 'Morazán Week' },
    },
    source:
      'Decreto 78-2015: three feasts of October in one week, https://www.enlaplaza.hn/portada/cuando-sera-el-feriado-morazanico-en-honduras; Código del Trabajo, art. 339, https://www.elheraldo.hn/honduras/semana-santa-2026-cuando-feriado-empresa-privada-FJ29640252',
    lookedUp: '2026-11-26',
  },
];
