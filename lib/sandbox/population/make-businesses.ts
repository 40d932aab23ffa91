import type { Settings } from '../../closures/model.ts';
import { ORGANIZATION_ID, type PartooBusiness, type SeededBusiness } from '../model.ts';
import { between, hexId, pick, roll } from '../random.ts';
import { zoneGroup } from './company.ts';
import { chatHours, shopHours, specificHours } from './hours.ts';
import { ownMessage } from './messages.ts';
import { PLACES, type Place } from './places.ts';

/** What is to differ from the shop that would have been made. */
export interface Overrides {
  settingId?: number;
  business?: Partial<PartooBusiness>;
  settings?: Partial<Settings>;
}

/**
 * The first `count` shops of a believable company in eight countries, coded `ST-00001` onwards. Equal seeds give equal
 * shops, and a longer list begins with the shorter one.
 */
export function makeBusinesses(count: number, seed = 1): SeededBusiness[] {
  return Array.from({ length: count }, (_, index) => makeBusiness(index + 1, seed));
}

/** The `n`th shop (from 1) of the company that `seed` stands for. */
export function makeBusiness(n: number, seed = 1, overrides: Overrides = {}): SeededBusiness {
  const place = PLACES[n <= PLACES.length ? n - 1 : between(0, PLACES.length - 1, seed, 'place', n)]!;
  return {
    // Far from everything else that is a number here, and not in step with the shops' own numbers.
    settingId: overrides.settingId ?? 700_000 + n * 7 + Math.floor(roll(seed, 'setting', n) * 7),
    business: { ...shop(n, seed, place), ...overrides.business },
    settings: { ...ownSettings(n, seed, place.language), ...overrides.settings },
  };
}

/** Settings such as a test needs that has no mind to choose: launched, on chat hours of its own. */
export function settingsOf(overrides: Partial<Settings> = {}): Settings {
  return {
    welcome_message: 'Bonjour !',
    offline_message: 'Nous sommes absents.',
    uses_business_hours: false,
    custom_chat_hours: {
      monday: ['09:00-18:00'],
      tuesday: ['09:00-18:00'],
      wednesday: ['09:00-18:00'],
      thursday: ['09:00-18:00'],
      friday: ['09:00-18:00'],
      saturday: [],
      sunday: [],
    },
    is_launched: true,
    ...overrides,
  };
}

/** True for about one shop in `every`; which ones, moves with the seed, and each kind is met among the first `every`. */
function oneIn(every: number, offset: number, seed: number, n: number): boolean {
  return (n + offset + seed * 3) % every === 0;
}

function ownSettings(n: number, seed: number, language: string): Settings {
  // Two in five go by the business' own hours; never those whose chat hours are odd.
  const onBusinessHours = [1, 3].includes((n + seed) % 5);
  return {
    welcome_message: ownMessage('welcome', language, seed, n),
    offline_message: ownMessage('offline', language, seed, n),
    uses_business_hours: onBusinessHours,
    custom_chat_hours: onBusinessHours ? null : chatHours(seed, n),
    is_launched: !oneIn(9, 4, seed, n),
  };
}

function shop(n: number, seed: number, place: Place): PartooBusiness {
  const { city, zipcode, country, region, language } = place;
  const code = `ST-${String(n).padStart(5, '0')}`;
  const address = `${between(1, 140, seed, 'number', n)} ${pick(place.streets, seed, 'street', n)}`;
  const digits = String(between(0, 999_999, seed, 'phone', n)).padStart(6, '0');
  const created = 1_514_764_800 + between(0, 200_000_000, seed, 'created', n) + 0.5;
  return {
    id: hexId(seed, 'business', n),
    created,
    modified: created + between(0, 40_000_000, seed, 'modified', n),
    code,
    status: 'open',
    opening_date: null,
    org_id: ORGANIZATION_ID,
    groups: [zoneGroup(country), pick([21, 22, 22, 22, 23], seed, 'format', n)],
    name: `Maison Corvel ${city}`,
    address,
    address_full: `${address}, ${zipcode} ${city}`,
    address2: null,
    city,
    zipcode,
    region,
    country,
    default_lang: oneIn(13, 5, seed, n) ? null : language,
    categories: ['gcid:clothing_store'],
    open_hours: shopHours(seed, n),
    specific_hours: specificHours(seed, n),
    description_short: null,
    description_long: null,
    website_url: `https://maison-corvel.example/${code.toLowerCase()}`,
    facebook_url: null,
    twitter_url: null,
    google_location_id: String(between(1_000_000, 9_999_999, seed, 'google', n)),
    facebook_page_id: oneIn(3, 0, seed, n)
      ? null
      : String(between(1_000_000, 9_999_999, seed, 'facebook', n)),
    contacts: [
      {
        name: city,
        email: `${code.toLowerCase()}@maison-corvel.example`,
        phone_numbers: [`${place.phone}${digits}`],
        fax: '',
      },
    ],
    ...coordinates(n, seed, place),
    subscriptions: {
      presence_management: { active: true },
      review_management: { active: oneIn(2, 0, seed, n) },
      review_booster: { active: false },
      messages: { active: true },
    },
    features: ['messages', 'diffusion', 'feedback_management'],
    completion_rate: between(60, 100, seed, 'completion', n),
  };
}

/** Within a kilometre or so of the town's centre; a few are swapped, as in Partoo's own example, and a few missing. */
function coordinates(n: number, seed: number, place: Place): Pick<PartooBusiness, 'lat' | 'long'> {
  if (oneIn(23, 7, seed, n)) return { lat: null, long: null };
  const near = (centre: number, axis: string) =>
    Math.round((centre + (roll(seed, axis, n) - 0.5) * 0.02) * 10_000) / 10_000;
  const lat = near(place.lat, 'lat');
  const long = near(place.long, 'long');
  return oneIn(17, 2, seed, n) ? { lat: long, long: lat } : { lat, long };
}
