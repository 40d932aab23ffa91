import type { Correction } from './correction.ts';

/** Spain decrees the feasts of a community year by year; what stands here without a year is what all years have. */
export const ES: Correction[] = [
  {
    where: 'ES',
    // Where it is not moved to the Monday, it is given up for another feast: at most fourteen are free a year.
    days: { '* on sunday': false },
    source:
      'Estatuto de los Trabajadores, art. 37.2, and the calendars, which leave out 1 November and 6 December in 2026, 15 August in 2027: https://www.calldetenes.cat/lactualitat/noticies/calendari-laboral-i-festius-locals-2026.html, https://actualidadvalencia.com/calendario-laboral-2027-valencia-festivos',
    lookedUp: '2026-11-26',
  },
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
    source:
      'RD 2001/1983, art. 45, and the calendars up to 2026, https://www.lasexta.com/noticias/sociedad/calendario-laboral-cantabria-2026-todos-festivos-locales-cada-municipio_20251211693ac6a5ea66eb73530e778d.html',
    lookedUp: '2026-11-26',
  },
  {
    where: 'ES-MC',
    days: { '06-09': { es: 'Día de la Región de Murcia' } },
    source:
      'RD 2001/1983, art. 45, and the calendars of 2011, 2023, 2025 and 2026, https://www.laopiniondemurcia.es/comunidad/2026/03/05/mapa-festivos-region-murcia-marzo-dv-127555154.html',
    lookedUp: '2026-11-26',
  },
  {
    where: 'ES-VC',
    days: { '10-09': { es: 'Día de la Comunitat Valenciana', ca: 'Dia de la Comunitat Valenciana' } },
    source:
      'decretos del Consell, such as https://actualidadvalencia.com/calendario-laboral-2027-valencia-festivos and, of 2026, https://www.larazon.es/comunidad-valenciana/consell-aprueba-nuevo-festivo-2026-este-calendario-laboral-comunidad-valenciana_202507016863bd085e724b62f065c240.html',
    lookedUp: '2026-11-26',
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
    // Of the two saints the one that falls on a day of the week: in 2021 and 2026 Joseph, in 2022 to 2025 James.
    days: {
      '03-19': false,
      '03-19 on thursday,friday': '03-19',
      '07-25 on monday,tuesday,wednesday,thursday,friday': { es: 'Santiago Apóstol' },
      '12-03': { es: 'San Francisco Javier', eu: 'San Frantzisko Xabier' },
    },
    source:
      'RD 2001/1983, art. 45; Resolución 390/2025 for 2026 (BON 129), https://los40.com/2026/01/27/calendario-laboral-de-navarra-2026-todos-los-dias-festivos-y-puentes-de-la-region; 2025, https://noticiastrabajo.huffingtonpost.es/sociedad/calendario-laboral-navarra-2024-2025-festivos',
    lookedUp: '2026-11-26',
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
    source:
      'decreto for 2026 in the DOG of 20 June 2025, https://xornal21.com/art/64603/la-xunta-fija-el-19-de-marzo-24-de-junio-y-25-de-julio-como-festivos-gallegos-en-2026',
    lookedUp: '2026-11-26',
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
    },
    source:
      'BOIB for 2026, https://www.europapress.es/illes-balears/noticia-calendario-laboral-baleares-2026-asi-quedan-puentes-festivos-proximo-ano-20251003145702.html, and acuerdo of 13 March 2026 for 2027',
    lookedUp: '2026-11-25',
  },
];
