import type { Correction, Feast } from './correction.ts';

const province = (where: string, days: Record<string, Feast>, source: string): Correction => ({
  where,
  days,
  source,
  lookedUp: null,
});

const BRIDGE = { es: 'Día no laborable con fines turísticos', en: 'Bridge day' };

export const AR: Correction[] = [
  {
    where: 'AR',
    days: { '2026-03-23': BRIDGE, '2026-07-10': BRIDGE, '2026-12-07': BRIDGE },
    source:
      'Resolución 164/2025 of the Jefatura de Gabinete, under Ley 27.399, art. 7, as printed by https://www.lanacion.com.ar/sociedad/el-gobierno-definio-tres-dias-no-laborables-con-fines-turisticos-para-2026-nid26122025/',
    lookedUp: '2026-11-26',
  },
  {
    where: 'AR',
    days: { 'easter -3': true },
    source: 'Ley 27.399, art. 3: a day without work by choice of the employer, kept by most',
    lookedUp: null,
  },
  province(
    'AR-A',
    {
      '02-20': { es: 'Batalla de Salta' },
      '06-17': { es: 'Paso a la Inmortalidad del General Güemes' },
      '09-13 P3D': { es: 'Fiesta del Señor y de la Virgen del Milagro' },
    },
    'leyes provinciales de Salta',
  ),
  province(
    'AR-D',
    { '05-03': { es: 'Santo Cristo de la Quebrada' }, '08-25': { es: 'San Luis Rey de Francia' } },
    'leyes provinciales de San Luis',
  ),
  province(
    'AR-E',
    {
      '02-03': { es: 'Batalla de Caseros' },
      '06-27': { es: 'Día del Trabajador Estatal' },
      '09-29': { es: 'San Miguel Arcángel' },
    },
    'leyes provinciales de Entre Ríos',
  ),
  province(
    'AR-F',
    {
      '02-16 since 2027': { es: 'Fallecimiento de Juan Facundo Quiroga' },
      '03-01': { es: 'Día de la Autonomía Provincial' },
      '05-20': { es: 'Fundación de La Rioja' },
      '08-04': { es: 'Fallecimiento de Monseñor Angelelli' },
      '11-12': { es: 'Fallecimiento de Ángel Vicente Peñaloza' },
      '12-31': { es: 'Tinkunaco' },
    },
    'leyes provinciales de La Rioja',
  ),
  province('AR-J', { '09-11': { es: 'Día del Maestro' } }, 'ley provincial de San Juan'),
  province(
    'AR-K',
    {
      '05-11': { es: 'Natalicio de Fray Mamerto Esquiú' },
      '08-25': { es: 'Autonomía de Catamarca' },
      '09-07': { es: 'Día del Milagro' },
    },
    'leyes provinciales de Catamarca',
  ),
  province('AR-M', { '07-25': { es: 'Apóstol Santiago' } }, 'Ley 4.081 de Mendoza'),
  province('AR-T', { '09-24': { es: 'Batalla de Tucumán' } }, 'Ley 1.773 de Tucumán'),
  province(
    'AR-U',
    {
      '04-30': { es: 'Plebiscito de Trevelin' },
      '07-28': { es: 'Desembarco de los primeros colonos galeses' },
      '11-03': { es: 'Lealtad de Tehuelches y Mapuches a la bandera' },
      '12-13': { es: 'Día del Petróleo' },
    },
    'leyes provinciales de Chubut',
  ),
  province(
    'AR-V',
    {
      '06-01': { es: 'Día de la Provincia de Tierra del Fuego' },
      '11-25': { es: 'Día del Genocidio Selk’nam' },
    },
    'leyes provinciales de Tierra del Fuego',
  ),
  province(
    'AR-Y',
    {
      '04-27': { es: 'Día Grande de Jujuy' },
      '08-01': { es: 'Día de la Pachamama' },
      '08-23': { es: 'Éxodo Jujeño' },
      '10-07': { es: 'Virgen del Rosario de Río Blanco y Paypaya' },
      '11-18': { es: 'Autonomía Política de Jujuy' },
    },
    'leyes provinciales de Jujuy',
  ),
  province(
    'AR-Z',
    { '08-16': { es: 'San Juan Bosco' }, '10-27': { es: 'Fallecimiento de Néstor Kirchner' } },
    'leyes provinciales de Santa Cruz',
  ),
];
