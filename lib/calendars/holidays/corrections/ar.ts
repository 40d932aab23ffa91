import { type Correction, inPart } from './correction.ts';

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
    source:
      'Ley 27.399, which has it as a “día no laborable”, a day without work by choice of the employer, https://diariodemocracia.com/nacionales/220944-viernes-es-feriado',
    lookedUp: '2026-11-26',
  },
  inPart(
    'AR-A',
    {
      '02-20': { es: 'Batalla de Salta' },
      '09-13 P3D': { es: 'Fiesta del Señor y de la Virgen del Milagro' },
    },
    'feriados provinciales de Salta, https://lagacetasalta.com.ar/nota/amp/125662/posta/conoce-proximos-feriados-fechas-claves-salta-argentina.html',
    '2026-11-26',
  ),
  inPart(
    'AR-A',
    { '06-17': { es: 'Paso a la Inmortalidad del General Güemes' } },
    'Ley 5.032 de Salta: on its own day, whenever the nation keeps it, https://informatesalta.com.ar/contenido/436967/se-viene-la-semana-de-los-dos-dias-quienes-trabajaran-y-quienes-podran-descansar',
    '2026-11-26',
  ),
  inPart(
    'AR-D',
    { '05-03': { es: 'Santo Cristo de la Quebrada' } },
    'ley provincial de San Luis, https://neuquenpost.com/amp/news-38360-la-rioja-y-san-luis-tendran-asueto-el-2-de-mayo',
    '2026-11-26',
  ),
  inPart('AR-D', { '08-25': { es: 'San Luis Rey de Francia' } }, 'ley provincial de San Luis'),
  inPart(
    'AR-E',
    { '02-03': { es: 'Batalla de Caseros' } },
    'Ley 7.285 de Entre Ríos, https://www.analisisdigital.com.ar/provinciales/2026/01/28/el-feriado-del-3-de-febrero-afecta-todo-el-territorio-provincial-alcanza-al-sector-privado',
    '2026-11-26',
  ),
  inPart(
    'AR-E',
    { '09-29': { es: 'San Miguel Arcángel' } },
    'Decreto 4359/93 de Entre Ríos (by choice in trade and industry), https://diarioelsol.com.ar/contenido/6158/feriados-2021-por-que-es-feriado-el-29-de-septiembre',
    '2026-11-26',
  ),
  inPart(
    'AR-F',
    {
      '05-20': { es: 'Fundación de La Rioja' },
      '08-04': { es: 'Fallecimiento de Monseñor Angelelli' },
      '11-12': { es: 'Fallecimiento de Ángel Vicente Peñaloza' },
      '12-31': { es: 'Tinkunaco' },
    },
    'Ley 9.955 de La Rioja, art. 1, as amended by Ley 10.298, http://fenix951.com.ar/noticia.php?id=320892',
    '2026-11-26',
  ),
  inPart(
    'AR-F',
    { '02-16 since 2027': { es: 'Fallecimiento de Juan Facundo Quiroga' } },
    'Ley 10.351 de La Rioja, as the press told of it on 16 February 2023',
    '2026-11-26',
  ),
  inPart('AR-F', { '03-01': { es: 'Día de la Autonomía Provincial' } }, 'leyes provinciales de La Rioja'),
  inPart(
    'AR-G',
    { '07-25': { es: 'Santiago Apóstol' } },
    'Ley 4.511 de Santiago del Estero, https://elliberal.com.ar/nota/26622/2024/07/el-jueves-25-de-julio-sera-feriado-provincial',
    '2026-11-26',
  ),
  inPart(
    'AR-K',
    {
      '05-11': { es: 'Natalicio de Fray Mamerto Esquiú' },
      '08-25': { es: 'Autonomía de Catamarca' },
      '09-07': { es: 'Día del Milagro' },
    },
    'Leyes 4.552 and 4.553 de Catamarca, and the four feasts that do not move, https://ambitocatamarca.com/?p=24388',
    '2026-11-26',
  ),
  inPart(
    'AR-M',
    { '07-25': { es: 'Apóstol Santiago' } },
    'Ley 4.081 de Mendoza, art. 1, http://www.gentvoficial.com/inicio/noticia/8457/El-25-de-julio-es-feriado-quines-tendrn-un-da-de-descanso.html',
    '2026-11-26',
  ),
  inPart(
    'AR-T',
    { '09-24': { es: 'Batalla de Tucumán' } },
    'Ley 1.765 de Tucumán, https://www.lagaceta.com.ar/nota/1100537/sociedad/feriados-septiembre-2025-habra-fin-semana-largo-para-tucumanos.html',
    '2026-11-26',
  ),
  inPart(
    'AR-U',
    {
      '07-28': { es: 'Desembarco de los primeros colonos galeses' },
      '11-03': { es: 'Lealtad de Tehuelches y Mapuches a la bandera' },
    },
    'Ley I N° 85 and Ley 547 of Chubut, https://www.adnsur.com.ar/sociedad/que-servicios-se-veran-afectados-este-viernes-en-comodoro-por-el-feriado-en-chubut_a64c153b7d6b6c42c12fb147e and https://www.adnsur.com.ar/sociedad/fin-de-semana-xl-en-chubut--quienes-podran-disfrutar-del-feriado-del-3-de-noviembre_a69009eb5eb41d4d94e9762d7',
    '2026-11-26',
  ),
  inPart(
    'AR-U',
    { '04-30': { es: 'Plebiscito de Trevelin' }, '12-13': { es: 'Día del Petróleo' } },
    'Ley 4.841 of Chubut (30 April), https://www.eldiarioweb.com/2025/04/que-se-conmemora-el-30-de-abril-en-chubut-y-por-que-es-feriado/, and Ley I N° 85, https://www.adnsur.com.ar/sociedad/feriado-provincial--que-servicios-estaran-afectados-este-martes-13-en-comodoro-_a63978eb454a6b0d25a7a37c4',
    '2026-11-26',
  ),
  inPart(
    'AR-V',
    {
      '06-01': { es: 'Día de la Provincia de Tierra del Fuego' },
      '11-25': { es: 'Día del Genocidio Selk’nam' },
    },
    'feriados provinciales de Tierra del Fuego, https://delfuegonoticias.com.ar/noticias/provinciales-6/el-nuevo-anio-tendra-dos-feriados-puente-y-10-fines-de-semana-largos-6995 and https://ushuaia-info.com.ar/noticias/cada-25-de-noviembre-se-recordara-el-genocidio-selk-nam-2683.php',
    '2026-11-26',
  ),
  inPart(
    'AR-Y',
    { '08-23': { es: 'Éxodo Jujeño' }, '11-18': { es: 'Autonomía Política de Jujuy' } },
    'Ley 4.059 de Jujuy (18 November: a “día no laborable”), https://tn.com.ar/sociedad/2024/08/22/que-provincia-decreto-feriado-para-el-23-de-agosto-de-2024/ and https://www.todojujuy.com/es-feriado-el-18-noviembre-jujuy-n282033',
    '2026-11-26',
  ),
  inPart(
    'AR-Y',
    {
      '04-27': { es: 'Día Grande de Jujuy' },
      '08-01': { es: 'Día de la Pachamama' },
      '10-07': { es: 'Virgen del Rosario de Río Blanco y Paypaya' },
    },
    'Ley 6.197 (27 April) and Leyes 4.059 and 5.005 of Jujuy (7 October, by choice of private employers), https://eltribunodejujuy.com/informacion-general/2025-10-7-0-0-0-hoy-7-de-octubre-sera-no-laborable-en-jujuy; 1 August by a decree of each year, for offices and schools, http://unjudiario.unju.edu.ar/tapa/viernes-1-de-agosto-se-decreto-asueto-provincial-para-honrar-a-la-pachamama',
    '2026-11-26',
  ),
  inPart(
    'AR-Z',
    { '08-16': { es: 'San Juan Bosco' }, '10-27': { es: 'Fallecimiento de Néstor Kirchner' } },
    'Ley 3.342 de Santa Cruz, https://premisa.com.ar/article/porque_es_feriado_el_miercoles_27_de_octubre2021926; 16 August, https://laopinionaustral.com.ar/argentina/cual-es-el-proximo-feriado-despues-del-17-de-agosto-2025-565995.html',
    '2026-11-26',
  ),
  inPart(
    'AR-Z',
    { '12-07': { es: 'Conmemoración a los obreros fusilados en las huelgas patagónicas' } },
    'Ley 3.668 de Santa Cruz, https://agendadelsur.com/index.php/2021/12/08/santa-cruz-solicito-la-declaracion-de-delitos-de-lesa-humanidad-a-los-fusilamientos-de-las-huelgas-patagonicas/',
    '2026-11-26',
  ),
  // The day itself, beside the Monday to which the nation moves it.
  inPart(
    'AR-W',
    { '08-17': { es: 'Fallecimiento del General José de San Martín' } },
    'Ley 5.874 de Corrientes (2009), https://intermirarte.com.ar/2023/08/corrientes-habra-dos-feriados-por-san.html',
    '2026-11-26',
  ),
];
