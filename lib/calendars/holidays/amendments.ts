/**
 * Where date-holidays 3.37.0 is plainly wrong or behind for the countries that we vouch for (ES, FR, GB; 2026–2028).
 * Each entry says where it comes from, and ends with the years that were looked at: a data set that was mended
 * upstream is then not amended for ever. Adding what is already there, or removing what is not, does nothing.
 */
export interface Amendment {
  /** Regions in the form that `holidayPlace` gives. */
  region: string;
  /** First and last year, both included. */
  years: [number, number];
  /** Days that are no public holiday there, `MM-DD`. */
  remove: string[];
  /** Public holidays that are missing, `MM-DD`. */
  add: { day: string; names: Record<string, string> }[];
  source: string;
}

/** Written from general knowledge: nobody has held these days against the gazette yet, and their source says so. */
const SPAIN_UNVERIFIED =
  'own day of the community, not yet compared with the official list (for 2026: BOE-A-2025-21667)';

export const AMENDMENTS: Amendment[] = [
  {
    region: 'GB-SCT',
    years: [2026, 2026],
    remove: [],
    add: [{ day: '06-15', names: { en: 'World Cup bank holiday' } }],
    source:
      'Royal Proclamation of 4 February 2026 under the Banking and Financial Dealings Act 1971, s. 1(3), as reported by https://www.wired-gov.net/wg/news.nsf/articles/world+cup+bank+holiday+confirmed+05022026150500?open',
  },
  {
    // The data moves a 1 May that falls on a Saturday; in Spain only a feast on a Sunday may be moved to Monday.
    region: 'ES-CT',
    years: [2027, 2027],
    remove: ['05-03'],
    add: [],
    source:
      'Estatuto de los Trabajadores, art. 37.2 (only Sundays are moved to Monday); not yet compared with the Catalan list for 2027',
  },
  {
    // The data has the day of the institutions a month early.
    region: 'ES-CB',
    years: [2026, 2028],
    remove: ['06-28'],
    add: [{ day: '07-28', names: { es: 'Día de las Instituciones de Cantabria' } }],
    source: SPAIN_UNVERIFIED,
  },
  {
    region: 'ES-MC',
    years: [2026, 2028],
    remove: [],
    add: [{ day: '06-09', names: { es: 'Día de la Región de Murcia' } }],
    source: SPAIN_UNVERIFIED,
  },
  {
    region: 'ES-VC',
    years: [2026, 2028],
    remove: [],
    add: [
      {
        day: '10-09',
        names: { es: 'Día de la Comunitat Valenciana', ca: 'Dia de la Comunitat Valenciana' },
      },
    ],
    source: SPAIN_UNVERIFIED,
  },
  {
    // Saint-Martin has kept its own date since 2018; the data still has Guadeloupe's.
    region: 'FR-MF',
    years: [2026, 2028],
    remove: ['05-27'],
    add: [{ day: '05-28', names: { fr: 'Abolition de l’esclavage', en: 'Abolition of Slavery' } }],
    source:
      'practice since 2018 (circulars of 4 May 2018 and 3 May 2019; the Code du travail still differs), as reported by http://www.soualigapost.net/fr/actualite/47054/',
  },
];
