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
  // In eight more cantons, Zürich and Schaffhausen among them, it is a day on which many rest and no law asks them to.
  kept('BE TG', { '01-02': BERCHTOLD }, BERN_THURGAU),
  kept(
    'JU VD',
    { '01-02': BERCHTOLD },
    'https://1815.ch/news/wallis/aktuell/feiertag-mit-unklarem-status-20150102070000, https://www.bluewin.ch/de/newsregional/ost/berchtoldstag-wird-kein-kantonaler-ruhetag-in-schaffhausen-246575.html',
  ),
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
  // In Nidwalden, Obwalden and Zug none of the three is a feast, in Luzern neither Monday: laws on days of rest, NW and OW Art. 2,
  // ZG § 1, LU § 1a, https://lexaris.de/book/version/documentflat/head/282241, 282245, 4993834 and 224631.
  kept(
    'SZ BS TI',
    { 'easter 1': 'easter 1', 'easter 50': 'easter 50', '12-26': '12-26' },
    'https://lexaris.io/book/version/documentflat/head/652148 (SZ), https://bs.ch/themen/arbeit-und-steuern/feiertage-im-kanton-basel-stadt (BS), https://www3.ti.ch/CAN/RLeggi/public/raccolta-leggi/legge/numero/10.1.1.1.2 (TI)',
  ),
  kept(
    'GL BL',
    { 'easter 1': 'easter 1', 'easter 50': 'easter 50', '12-26': '12-26' },
    'https://lexaris.de/book/version/documentflat/head/238503 (GL), https://ferienwiki.de/feiertage/ch/basel-landschaft (BL)',
  ),
  kept(
    'AI AR VD GE JU',
    { 'easter 1': 'easter 1', 'easter 50': 'easter 50' },
    'https://gkuhn.ch/feiertage-im-schweizer-arbeitsrecht/ (AI, AR), https://fer-ge.ch/web/fer-ge/jours-feries (VD, GE, JU)',
  ),
  kept('UR FR SO SH', { 'easter 1': 'easter 1', 'easter 50': 'easter 50', '12-26': '12-26' }),
  kept('LU', { '12-26': '12-26' }),
  kept(
    'AG',
    {
      // A feast of districts counts where most people keep it; two days of rest after a weekend are enough.
      '01-02': false,
      '01-02 not on tuesday, saturday': BERCHTOLD,
      'easter 1': 'easter 1',
      '05-01': false,
      'easter 50': 'easter 50',
      'easter 60': false,
      '08-15': false,
      '11-01': false,
      '12-08': false,
      '12-26 not on tuesday, saturday': '12-26',
    },
    'https://gkuhn.ch/feiertage-im-schweizer-arbeitsrecht/; 1 May, https://zofingertagblatt.ch/feiertage-warum-der-1-mai-im-aargau-gar-kein-feiertag-sein-kann',
  ),
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
  kept('GL', { '12-24': false, '12-31': false }, 'https://lexaris.de/book/version/documentflat/head/238503'),
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
