import type { Correction } from './correction.ts';

/** Read where newspapers of each community print it; the gazette itself could not be reached. */
const BOE_2026 =
  'relación de fiestas laborales para 2026 (BOE-A-2025-21667), as the press printed it on 28 October 2025';
const STATUTE = 'Real Decreto 2001/1983, art. 45, and the relations published in the BOE up to 2026';

/** Spain decrees the feasts of a community year by year; what stands here without a year is what all years have. */
export const ES: Correction[] = [
  {
    where: 'ES-CT',
    // The data moves a 1 May that falls on a Saturday; only a feast on a Sunday may be moved, and Catalonia moves none.
    days: { 'substitutes 05-01 if Saturday, Sunday then next Monday': false },
    source:
      'Estatuto de los Trabajadores, art. 37.2, https://aprendered.es/estatuto-de-los-trabajadores-articulo-37',
    lookedUp: '2026-11-26',
  },
  {
    where: 'ES-CB',
    // The data has it a month early.
    days: { '06-28': false, '07-28': { es: 'Día de las Instituciones de Cantabria' } },
    source: STATUTE,
    lookedUp: null,
  },
  {
    where: 'ES-MC',
    days: { '06-09': { es: 'Día de la Región de Murcia' } },
    source: STATUTE,
    lookedUp: null,
  },
  {
    where: 'ES-VC',
    days: { '10-09': { es: 'Día de la Comunitat Valenciana', ca: 'Dia de la Comunitat Valenciana' } },
    source: STATUTE,
    lookedUp: null,
  },
  {
    where: 'ES-VC',
    days: { '2027-06-24': false },
    source:
      'decreto del Consell for 2027, https://actualidadvalencia.com/calendario-laboral-2027-valencia-festivos',
    lookedUp: '2026-11-25',
  },
  {
    where: 'ES-NC',
    days: {
      '03-19': false,
      '07-25': { es: 'Santiago Apóstol' },
      '2026-07-25': false,
      '12-03': { es: 'San Francisco Javier', eu: 'San Frantzisko Xabier' },
    },
    source: STATUTE,
    lookedUp: null,
  },
  {
    where: 'ES-CE',
    // The day of the feast, not its eve.
    days: { '9 Dhu al-Hijjah': false, '10 Dhu al-Hijjah': true },
    source: 'decreto de la Ciudad for 2026, https://www.elperiodicodeceuta.es/?p=240847',
    lookedUp: '2026-11-25',
  },
  {
    where: 'ES-GA',
    // The Day of Galician Letters gives way where it falls on a Sunday; 19 March and 24 June take free places.
    days: { '03-19': false, '2026-03-19': '03-19', '2026-06-24': { es: 'San Juan', gl: 'San Xoán' } },
    source: BOE_2026,
    lookedUp: null,
  },
  {
    where: 'ES-CM',
    days: { '2026-04-06': 'easter 1' },
    source: 'decreto for 2026, https://pre.efe.com/castilla-la-mancha/festivos-2026-castilla-la-mancha',
    lookedUp: '2026-11-25',
  },
  {
    where: 'ES-IB',
    days: {
      '2026-12-26': { es: 'Segunda fiesta de Navidad', ca: 'Segona festa de Nadal' },
      '2027-08-15': false,
    },
    source:
      'BOIB for 2026, https://www.europapress.es/illes-balears/noticia-calendario-laboral-baleares-2026-asi-quedan-puentes-festivos-proximo-ano-20251003145702.html, and acuerdo of 13 March 2026 for 2027',
    lookedUp: '2026-11-25',
  },
];
