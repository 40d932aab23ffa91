/**
 * From ISO 3166 to the names under which `date-holidays` files its lists. Known without loading that package, because
 * the key of a place has to be told wherever occurrences are looked up, the minute path included.
 */
import { oneRegionCode } from '../../closures/region-codes.ts';
import { closest } from '../../reading/suggest.ts';
import { CalendarError, type CalendarPath } from '../errors.ts';
import type { Place } from '../model.ts';
import { subdivisionsOf } from './iso-3166-2.ts';

/**
 * The subdivisions that have a list of their own in date-holidays 3.37.0, and in brackets the smaller areas within
 * them. A test compares this with the package.
 */
const LISTS: Record<string, string> = {
  AD: '03 07',
  AG: '10',
  AT: '1 2 3 4 5 6 7 8 9',
  AU: 'ACT NSW NT QLD SA TAS VIC WA',
  BA: 'BIH(W) BRC SRP',
  BE: 'BRU DE VLG WAL',
  BO: 'B C H L N O P S T',
  BQ: 'BO SA SE',
  BR: 'AC AL AM AP BA CE DF ES GO(GOIANIA) MA MG(BH) MS MT PA PB PE(RE) PI PR(CU) RJ(RJ) RN RO RR RS SC SE SP(SP) TO',
  CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT',
  CH: 'ZH BE LU UR SZ OW NW GL ZG FR SO BS BL SH AR AI SG GR AG TG TI VD VS NE GE JU',
  CL: 'AP BI(CH) NU(CH) TA',
  CV: 'S(PR)',
  DE: 'BB BE BW BY(A,KATH,EVANG) HB HE HH MV NI NW RP SH SL SN(BZ) ST TH(EIC,UH,WAK)',
  EC: 'P(QU)',
  ES: 'AN AR AS CB CE CL CM CN(EH,FU,GC,LG,LP,LA,TE) CT(B) EX GA IB MC MD ML NC PV RI VC',
  FR: '57 67 68 YT MQ GP GF RE MF BL',
  GB: 'ALD ENG NIR SCT WLS',
  GT: '1(101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117)',
  HR: '17 19',
  IN: 'AN AP AR AS BR CH CT DD DL DN GA GJ HP HR JK KA KL LD MH ML MN MP MZ NL OR PB PY RJ SK TG TN TR UP UT WB',
  IT: '21(TO) 25(MI) 32 52(FI) 62(RM) 82(PA)',
  MD: 'CA CU',
  MY: '10 11 12 13 14 15 16 01 02 03 04 05 06 07 08 09',
  NL: 'GR(GRN) NH(ALK) ZH(BRL,LDN)',
  NZ: 'AUK BOP CAN CIT GIS HKB MBH MWT NSN NTL OTA STL TAS TKI WKO WGN WTC',
  PE: 'CUS',
  PK: 'BA GB IS JK KP PB SD',
  RU: 'AD AL BA BEL BRY BU CE CR CU DA IN IRK KB KC KDA KL KO KR MR NO OMS PNZ SA SAR SEV STA TA TY ZAB',
  SH: 'AC HL TA',
  SO: 'AW SA SO TO WO',
  SV: 'SS',
  US: 'AL AK AZ AR CA(LA) CO CT DE DC FL GA HI ID IL IN IA KS KY LA(NO) ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY',
  VE: 'B G K(BA) M N S V',
};

/** Of those, the ones whose own list is empty, or holds nothing but smaller areas. A test compares it too. @internal */
export const WITHOUT_DAYS: Record<string, string> = {
  CL: 'BI NU',
  CV: 'S',
  EC: 'P',
  GT: '1',
  IN: 'AN DL DN LD MP UP UT',
  IT: '21 25 52 62 82',
  NL: 'GR NH ZH',
  PK: 'BA GB IS JK KP PB SD',
  SH: 'HL',
};

/** Subdivisions that only our corrections tell from their country. A test compares this with the corrections. */
export const CORRECTED: Record<string, string> = {
  AR: 'A D E F G K M T U V W Y Z',
  PT: '20 30',
};

/** ISO codes whose list stands under another name. An empty one is the national list. */
const FILED_AS: Record<string, string> = {
  'FR-971': 'GP',
  'FR-972': 'MQ',
  'FR-973': 'GF',
  'FR-974': 'RE',
  'FR-976': 'YT',
  'FR-6AE': '67',
  'GB-EAW': 'ENG',
  'GT-01': '1',
  'GT-GU': '1',
  'IN-CG': 'CT',
  'IN-OD': 'OR',
  'IN-TS': 'TG',
  'IN-UK': 'UT',
  // Whit Monday is the one feast of IT-32, and only its other province, Bolzano, keeps it.
  'IT-TN': '',
  // ISO's provinces, of which the islands of the data are parts.
  'ES-GC': 'CN',
  'ES-TF': 'CN',
};

/** Territories that ISO counts both as countries and as subdivisions, and that the data files under the country. */
const FILED_UNDER_COUNTRY: Record<string, string> = {
  GP: 'FR',
  MQ: 'FR',
  GF: 'FR',
  RE: 'FR',
  YT: 'FR',
  MF: 'FR',
  BL: 'FR',
};
/** The same, but filed as countries: by country, the subdivisions that are. */
const FILED_AS_COUNTRY: Record<string, string[]> = {
  FR: ['NC', 'PF', 'PM', 'WF', 'TF'],
  US: ['AS', 'GU', 'MP', 'PR', 'UM', 'VI'],
  NL: ['AW', 'CW', 'SX'],
  CN: ['HK', 'MO', 'TW'],
};

/** Where the holidays of a place are found. */
export interface HolidayPlace {
  country: string;
  /** In the one form that all codes of the same list come down to (`ES-B` → `ES-CT`); null: the national list. */
  region: string | null;
  /** Country, state and region in the terms of `date-holidays`. */
  lists: string[];
  /** The region that was asked for, where it has no days of its own and the national list stands in; else null. */
  national: string | null;
  /** By its name in cities.ts, where the feasts of the municipality are meant too; else null. */
  city: string | null;
}

/**
 * Where the holidays of a place are found. Regions are ISO 3166-2, and for areas that ISO does not have, such as the
 * city of Augsburg, the data's own code below ISO's: `DE-BY-A`. A code that ISO knows and the data has no list for
 * stands for the national list. Whether the data has the country is not known here.
 *
 * @throws CalendarError `country-missing`, `region-unknown`, `region-foreign`
 */
export function holidayPlace(place: Place, path: CalendarPath): HolidayPlace {
  const country = place.country?.trim().toUpperCase() ?? place.region?.split('-')[0]?.toUpperCase();
  const code = place.region?.trim().toUpperCase() ?? null;
  if (!country)
    throw new CalendarError(
      'country-missing',
      `the country of ${place.whose ?? 'this business'} is not known; set it in Partoo, or give holidays.country`,
      path,
    );
  const parent = FILED_UNDER_COUNTRY[country];
  if (parent && (code === null || !code.startsWith(`${country}-`)))
    return holidayPlace({ country: parent, region: code ?? `${parent}-${country}` }, path);
  if (code === null) return nationalList(country, null);
  const [prefix, subdivision, area, ...more] = code.split('-');
  if (subdivision && prefix !== country)
    throw new CalendarError(
      'region-foreign',
      `${code} does not lie in ${country}`,
      path,
      suggest(country, code),
    );
  const state = subdivision && more.length === 0 ? stateOf(country, subdivision, area) : undefined;
  if (state === undefined) throw unknownRegion(country, code, path);
  if (FILED_AS_COUNTRY[country]?.includes(state)) return nationalList(state, null);
  if (state === '') return nationalList(country, code);
  const lists = area ? [country, state, area] : [country, state];
  const name = lists.join('-');
  const isEmpty = !area && WITHOUT_DAYS[country]?.split(' ').includes(state) === true;
  return { country, region: oneRegionCode(name), lists, national: isEmpty ? code : null, city: null };
}

const nationalList = (country: string, national: string | null): HolidayPlace => ({
  country,
  region: null,
  lists: [country],
  national,
  city: null,
});

/** The state of the data for a subdivision; '' for the national list; undefined where nobody knows the code. */
function stateOf(country: string, subdivision: string, area: string | undefined): string | undefined {
  const lists = listsOf(country);
  if (area) return lists.get(subdivision)?.includes(area) ? subdivision : undefined;
  const iso = subdivisionsOf(country).get(subdivision);
  if (!iso && !lists.has(subdivision)) return undefined;
  const filed = FILED_AS[`${country}-${subdivision}`];
  if (filed !== undefined) return filed;
  if (lists.has(subdivision) || FILED_AS_COUNTRY[country]?.includes(subdivision)) return subdivision;
  return iso?.parent && lists.has(iso.parent) ? iso.parent : '';
}

/** What is wrong with an ISO 3166-2 code, and what would be right; null where it is a region that is known. */
export function regionFault(region: string): string | null {
  try {
    holidayPlace({ country: region.split('-')[0] ?? null, region }, []);
    return null;
  } catch (error) {
    if (error instanceof CalendarError) return error.message;
    throw error;
  }
}

/** The subdivisions of a country that have days of their own, each with its smaller areas. */
export function listsOf(country: string): ReadonlyMap<string, string[]> {
  let lists = knownLists.get(country);
  if (lists === undefined) {
    lists = readLists(country);
    knownLists.set(country, lists);
  }
  return lists;
}

const knownLists = new Map<string, ReadonlyMap<string, string[]>>();

function readLists(country: string): ReadonlyMap<string, string[]> {
  return new Map(
    `${LISTS[country] ?? ''} ${CORRECTED[country] ?? ''}`
      .split(' ')
      .filter(Boolean)
      .map((entry) => {
        const [state, areas] = entry.replace(')', '').split('(');
        return [state!, areas?.split(',') ?? []];
      }),
  );
}

function unknownRegion(country: string, code: string, path: CalendarPath): CalendarError {
  const suggestions = suggest(country, code);
  const hint = suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}?` : '';
  const form = 'regions are ISO 3166-2 codes, such as FR-67 or ES-CT';
  return new CalendarError(
    'region-unknown',
    `${code} is no region of ${country}${hint} (${form})`,
    path,
    suggestions,
  );
}

function suggest(country: string, code: string): string[] {
  const bare = code.includes('-') ? code.slice(code.indexOf('-') + 1) : code;
  const known = new Set([...listsOf(country).keys(), ...subdivisionsOf(country).keys()]);
  const near = known.has(bare) ? [bare] : closest(bare, known);
  return near.map((subdivision) => `${country}-${subdivision}`);
}
