import type { Correction, Feast } from './correction.ts';

const SOURCE =
  'Bundesamt für Justiz, Gesetzliche Feiertage und Tage, die in der Schweiz wie gesetzliche Feiertage behandelt werden; the cantons’ laws on days of rest';

/** Of the feasts that the data gives to all of Switzerland only four are kept everywhere (Wikipedia says so too). */
const NOT_EVERYWHERE: Record<string, Feast> = {
  'easter -2': false,
  easter: false,
  'easter 1': false,
  'easter 49': false,
  'easter 50': false,
  '3rd sunday after 09-01': false,
  '12-26': false,
};

const BERCHTOLD: Feast = {
  'de-ch': 'Berchtoldstag',
  de: 'Berchtoldstag',
  fr: 'Saint-Berthold',
  it: 'San Basilio',
  en: 'Saint Berchtold’s Day',
};

const kept = (cantons: string, days: Record<string, Feast>, read?: string): Correction => ({
  where: cantons
    .split(' ')
    .map((canton) => `CH-${canton}`)
    .join(' '),
  days,
  source: read ? `${SOURCE}, ${read}` : SOURCE,
  lookedUp: read ? '2026-11-26' : null,
});

const BERN_THURGAU =
  'https://lexaris.io/book/version/documentflat/head/222469 (BE), https://lexaris.de/book/version/documentflat/head/257139 (TG)';

export const CH: Correction[] = [
  {
    where: 'CH',
    days: NOT_EVERYWHERE,
    source:
      'laws of the cantons, of which https://swissfederalism.ch/de/feiertage-schweizerischen-eidgenossenschaft says which are everywhere',
    lookedUp: '2026-11-26',
  },
  // Zürich's law of 26 June 2000, § 1, has no 2 January, and shops are open.
  kept('BE TG', { '01-02': BERCHTOLD }, BERN_THURGAU),
  kept('AG FR GL JU LU OW SH SO VD ZG', { '01-02': BERCHTOLD }),
  kept(
    'ZH BE LU UR SZ OW NW GL ZG FR SO BS BL SH AR AI SG GR AG TG VD NE GE JU',
    {
      'easter -2': 'easter -2',
    },
    'https://walliser-zeitung.ch/?p=20742',
  ),
  kept(
    'ZH BE SG GR TG',
    { 'easter 1': 'easter 1', 'easter 50': 'easter 50', '12-26': '12-26' },
    `${BERN_THURGAU}, https://www.notes.zh.ch/appl/zhlex_r.nsf/WebRT/C1256C610039641BC1256036003AF0BE (ZH), https://lexaris.io/book/version/documentflat/head/262407 (SG), https://lexaris.io/book/version/documentflat/head/254389 (GR)`,
  ),
  // In Nidwalden none of the three is a feast, in Obwalden not Whit Monday: Ruhetagsgesetz (NW), Art. 2,
  // https://lexaris.de/book/version/documentflat/head/282241, and the papers of 3 June 2022.
  kept('LU UR SZ OW GL ZG FR SO BS BL SH AR AI AG TI VD GE JU', { 'easter 1': 'easter 1' }),
  kept('LU UR SZ GL ZG FR SO BS BL SH AR AI AG TI VD GE JU', { 'easter 50': 'easter 50' }),
  kept('LU UR SZ OW GL ZG FR SO BS BL SH AG TI', { '12-26': '12-26' }),
  // A third day of rest in a row is none in Appenzell.
  kept(
    'AR',
    { '12-26 not on monday': false, '12-26 not on tuesday, saturday': '12-26' },
    'https://www.hallo-ar.ch/de/gut-zu-wissen/oeffnungszeiten-feiertage',
  ),
  {
    where: 'CH-AI',
    days: { '12-08': '12-08' },
    source:
      'Ruhetagsgesetz (AI) of 25 April 1982, Art. 2, https://ai.ch/themen/wirtschaft-und-arbeit/feiertage-ruhetage',
    lookedUp: '2026-11-26',
  },
  kept('UR', { '12-26 not on monday, friday': false }),
  {
    where: 'CH-SO',
    days: { '03-19': false },
    source:
      'Ruhetagsgesetz (SO) of 18 May 2014, § 2: 1 May from noon only, https://lexaris.de/book/version/documentflat/head/239821',
    lookedUp: '2026-11-26',
  },
  kept('FR', { 'easter 60': 'easter 60' }, 'https://www.jours-feries.ch/jours-feries-2028/'),
  kept('GL', { '12-24': false, '12-31': false }),
  kept(
    'GL',
    {
      // 1 April is a first Thursday as well.
      'Thursday after 04-02 if is observance holiday then next Thursday': false,
      '1st Thursday in April if is observance holiday then next Thursday': {
        de: 'Näfelser Fahrt',
        fr: 'Bataille de Näfels',
      },
    },
    'https://www.suedostschweiz.ch/news/gedenktag-wieso-das-datum-der-naefelser-fahrt-auf-eurem-handy-wahrscheinlich-falsch-ist: a week later in Holy Week',
  ),
  kept('VS', { '05-01 12:00': false, '12-24 12:00': false }),
  kept('NE', { 'easter 60': false }, 'https://www.jours-feries.ch/jours-feries-2028/'),
  kept(
    'VD',
    {
      'monday after 3rd sunday in September': false,
      'monday after 3rd sunday after 09-01': {
        fr: 'Lundi du Jeûne fédéral',
        de: 'Bettagsmontag',
        it: 'Lunedì del Digiuno federale',
        en: 'Monday after the Federal Fast',
      },
    },
    'https://fer-ge.ch/web/fer-ge/jours-feries',
  ),
];
