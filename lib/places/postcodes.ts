/** What a postcode tells of a place. Either may be missing; `zone: null` with a region is a zone nobody should guess. */
export interface PostcodePlace {
  /** IANA zone. */
  zone: string | null;
  /** ISO 3166-2. */
  region: string | null;
  /** Whatever the region is, it has no holidays of its own. */
  isNational?: true;
}

/**
 * What the postcode tells, for the countries where it is sure; null everywhere else. Postcodes that lost a leading zero
 * in a spreadsheet are taken as what they were.
 *
 * - FR: the department, overseas included. The islands of 987 beyond Tahiti have zones of their own, so none is told;
 * - ES: the province's community, and the Canary Islands, Ceuta and Melilla apart;
 * - PT: Madeira (90–94) and the Azores (95–99) apart, FI: Åland (22) apart;
 * - AU: the state by the first digit, NZ: the Chatham Islands apart; zones only.
 */
export function placeOfPostcode(country: string, zipcode: string): PostcodePlace | null {
  const digits = zipcode.replace(/^\s*[A-Za-z]{1,2}\s*-/, '').replace(/\s/g, '');
  const code = wholePostcode(country, /^\d+/.exec(digits)?.[0] ?? '');
  switch (country) {
    case 'FR':
      return french(code);
    case 'ES':
      return spanish(code);
    case 'PT':
      return portuguese(code.slice(0, 4));
    case 'AU':
      return australian(code);
    case 'FI':
      return finnish(code);
    case 'NZ':
      return newZealand(code);
    default:
      return null;
  }
}

/** How many digits postcodes have, in countries where some begin with a zero. */
const DIGITS: Readonly<Record<string, number>> = {
  AU: 4,
  DE: 5,
  ES: 5,
  FI: 5,
  FR: 5,
  IT: 5,
  MX: 5,
  NZ: 4,
  US: 5,
};
/** `00501` came as the number 501; what is still shorter is no postcode. */
const MOST_ZEROS = 2;

/** A postcode with the zeros at its beginning, which numbers and spreadsheets take away. */
export function wholePostcode(country: string | null, zipcode: string): string {
  const digits = (country !== null && DIGITS[country]) || 0;
  const plain = zipcode.trim();
  const isShort = /^\d+$/.test(plain) && plain.length < digits && plain.length >= digits - MOST_ZEROS;
  return isShort ? plain.padStart(digits, '0') : zipcode;
}

const zoneOnly = (zone: string): PostcodePlace => ({ zone, region: null });

/** By the first three digits; Saint-Barthélemy and Saint-Martin also have one code each within Guadeloupe's. */
const OVERSEAS: Record<string, PostcodePlace> = {
  '97133': { zone: 'America/St_Barthelemy', region: 'FR-BL' },
  '97150': { zone: 'America/Marigot', region: 'FR-MF' },
  '971': { zone: 'America/Guadeloupe', region: 'FR-971' },
  '972': { zone: 'America/Martinique', region: 'FR-972' },
  '973': { zone: 'America/Cayenne', region: 'FR-973' },
  '974': { zone: 'Indian/Reunion', region: 'FR-974' },
  '975': { zone: 'America/Miquelon', region: 'FR-PM' },
  '976': { zone: 'Indian/Mayotte', region: 'FR-976' },
  '977': { zone: 'America/St_Barthelemy', region: 'FR-BL' },
  '978': { zone: 'America/Marigot', region: 'FR-MF' },
  '984': { zone: null, region: 'FR-TF' },
  '986': { zone: 'Pacific/Wallis', region: 'FR-WF' },
  '987': { zone: null, region: 'FR-PF' },
  '988': { zone: 'Pacific/Noumea', region: 'FR-NC' },
};

function french(code: string): PostcodePlace | null {
  if (!/^\d{5}$/.test(code)) return null;
  // Tahiti, Moorea and the Leeward Islands; the Marquesas and Gambier keep other times.
  if (/^987[0-3]/.test(code)) return { zone: 'Pacific/Tahiti', region: 'FR-PF' };
  const overseas = OVERSEAS[code] ?? OVERSEAS[code.slice(0, 3)];
  if (overseas) return overseas;
  const department = code.slice(0, 2);
  const corsica: Record<string, string> = { '200': 'FR-2A', '201': 'FR-2A', '202': 'FR-2B', '206': 'FR-2B' };
  if (department === '20') return { zone: 'Europe/Paris', region: corsica[code.slice(0, 3)] ?? 'FR-20R' };
  return department >= '01' && department <= '95'
    ? { zone: 'Europe/Paris', region: `FR-${department}` }
    : null;
}

/** The community of each Spanish province, by province number from 01. */
const COMMUNITIES =
  'PV CM VC AN CL EX IB CT CL EX AN VC CM AN GA CM CT AN CM PV AN AR AN CL CT RI GA MD AN MC NC GA AS CL CN GA CL CN CB CL AN CL CT AR CM VC CL PV CL AR CE ML'.split(
    ' ',
  );

function spanish(code: string): PostcodePlace | null {
  const community = /^\d{5}$/.test(code) ? COMMUNITIES[Number(code.slice(0, 2)) - 1] : undefined;
  if (community === undefined) return null;
  const zones: Record<string, string> = { CN: 'Atlantic/Canary', CE: 'Africa/Ceuta', ML: 'Africa/Ceuta' };
  return { zone: zones[community] ?? 'Europe/Madrid', region: `ES-${community}` };
}

function portuguese(code: string): PostcodePlace | null {
  if (!/^[1-9]\d{3}$/.test(code)) return null;
  if (code < '9000') return { zone: 'Europe/Lisbon', region: null, isNational: true };
  return code < '9500'
    ? { zone: 'Atlantic/Madeira', region: 'PT-30' }
    : { zone: 'Atlantic/Azores', region: 'PT-20' };
}

function finnish(code: string): PostcodePlace | null {
  if (!/^\d{5}$/.test(code)) return null;
  return code.startsWith('22')
    ? { zone: 'Europe/Mariehamn', region: 'FI-01' }
    : { zone: 'Europe/Helsinki', region: null, isNational: true };
}

function newZealand(code: string): PostcodePlace | null {
  if (!/^\d{4}$/.test(code)) return null;
  return zoneOnly(code === '8942' ? 'Pacific/Chatham' : 'Pacific/Auckland');
}

function australian(code: string): PostcodePlace | null {
  if (!/^\d{4}$/.test(code)) return null;
  // Broken Hill, Lord Howe, the islands, and the codes that states of different times share keep other times.
  const apart: Record<string, PostcodePlace | null> = {
    '2880': zoneOnly('Australia/Broken_Hill'),
    '2898': zoneOnly('Australia/Lord_Howe'),
    '0872': null,
    '2899': null,
    '4375': null,
    '4377': null,
    '4383': null,
    '6443': null,
    '6798': null,
    '6799': null,
  };
  if (code in apart) return apart[code] ?? null;
  const zones: Record<string, string> = {
    '02': 'Australia/Sydney',
    '08': 'Australia/Darwin',
    '09': 'Australia/Darwin',
    '1': 'Australia/Sydney',
    '2': 'Australia/Sydney',
    '3': 'Australia/Melbourne',
    '4': 'Australia/Brisbane',
    '5': 'Australia/Adelaide',
    '6': 'Australia/Perth',
    '7': 'Australia/Hobart',
    '8': 'Australia/Melbourne',
    '9': 'Australia/Brisbane',
  };
  const zone = zones[code.slice(0, 2)] ?? zones[code.slice(0, 1)];
  return zone === undefined ? null : zoneOnly(zone);
}
