import lookup from '@photostructure/tz-lookup';
import { getCountry, getTimezone } from 'countries-and-timezones';
import { Temporal } from 'temporal-polyfill';

/** Countries with territories that have country codes of their own: a shop there may be filed under either. */
const TERRITORIES: Record<string, string[]> = {
  AU: ['CC', 'CX', 'NF'],
  CN: ['HK', 'MO'],
  DK: ['FO', 'GL'],
  FI: ['AX'],
  FR: ['BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'TF', 'WF', 'YT'],
  GB: ['AI', 'BM', 'FK', 'GG', 'GI', 'IM', 'JE', 'KY', 'MS', 'SH', 'TC', 'VG'],
  NL: ['AW', 'BQ', 'CW', 'SX'],
  NO: ['SJ'],
  NZ: ['CK', 'NU', 'TK'],
  US: ['AS', 'GU', 'MP', 'PR', 'UM', 'VI'],
};

/** Whether the name is an IANA zone that this runtime knows, aliases included. Offsets such as `+01:00` are none. */
export function isZone(name: string): boolean {
  let known = zoneNames.get(name);
  if (known === undefined) {
    known = isKnownZone(name);
    zoneNames.set(name, known);
  }
  return known;
}

// Making a formatter takes 0.1 ms, and every business asks for one of the same few zones.
const zoneNames = new Map<string, boolean>();

function isKnownZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone at a point, or null where there is none on land, or the numbers are none (0/0 is nobody's shop). */
export function zoneAt(lat: number | null, long: number | null): string | null {
  if (lat === null || long === null || !Number.isFinite(lat) || !Number.isFinite(long)) return null;
  if (Math.abs(lat) > 90 || Math.abs(long) > 180 || (lat === 0 && long === 0)) return null;
  const zone = lookup(lat, long);
  return zone.startsWith('Etc/') || !isZone(zone) ? null : zone;
}

/** Whether a zone is kept in the country or one of its territories. */
export function isZoneOf(zone: string, country: string): boolean {
  const key = `${zone} ${country}`;
  let known = zonesOfCountries.get(key);
  if (known === undefined) {
    known = isKeptIn(zone, country);
    zonesOfCountries.set(key, known);
  }
  return known;
}

// Thousands of businesses lie in a few zones. Countries come from outside, and are a few letters.
const zonesOfCountries = new Map<string, boolean>();

function isKeptIn(zone: string, country: string): boolean {
  const countries = [country, ...(TERRITORIES[country] ?? [])];
  const keeping: string[] = getTimezone(zone)?.countries ?? [];
  return countries.some(
    (one) =>
      keeping.includes(one) ||
      getCountry(one, { deprecated: true })?.timezones.some((known) => known === zone),
  );
}

const onlyZones = new Map<string, string | null>();

/**
 * The zone of a country that has only one, territories aside; null for others and for unknown codes. Zones that have
 * kept the same time since 2020 count as one: Germany has only Europe/Berlin, though Büsingen has a name of its own.
 */
export function onlyZoneOf(country: string): string | null {
  let zone = onlyZones.get(country);
  if (zone === undefined) {
    zone = findOnlyZone(country);
    onlyZones.set(country, zone);
  }
  return zone;
}

function findOnlyZone(country: string): string | null {
  const zones: string[] = (getCountry(country)?.timezones ?? []).filter(isZone);
  const [first, ...others] = zones;
  if (first === undefined || !others.every((other) => keepSameTime(first, other))) return null;
  // A zone of the country's own reads better than one that it shares: Indian/Reunion is an alias of Asia/Dubai.
  const own = zones.find((zone) => getTimezone(zone)?.countries[0] === country);
  const aliases: string[] = getCountry(country, { deprecated: true })?.timezones ?? [];
  const alias = aliases.find((zone) => zone.includes('/') && getTimezone(zone)?.countries.join() === country);
  return own ?? alias ?? first;
}

const SINCE = Temporal.Instant.from('2020-01-01T00:00:00Z');
const SUMMER = Temporal.Instant.from('2020-07-01T00:00:00Z');
const UNTIL = Temporal.Instant.from('2031-01-01T00:00:00Z');

/** Whether two zones have had the same clock since 2020, and will have as far as is known. */
export function keepSameTime(a: string, b: string): boolean {
  return a === b || (glanceOf(a) === glanceOf(b) && clockOf(a) === clockOf(b));
}

// Looking up all clock changes takes milliseconds a zone, and most zones are told apart by a winter and a summer.
const glanceOf = onceEach((zone) => [SINCE, SUMMER].map((at) => at.toZonedDateTimeISO(zone).offset).join());

const clockOf = onceEach((zone) => {
  const changes: string[] = [];
  let at: Temporal.ZonedDateTime | null = SINCE.toZonedDateTimeISO(zone);
  while (at !== null && at.epochMilliseconds < UNTIL.epochMilliseconds) {
    changes.push(`${at.epochMilliseconds}${at.offset}`);
    at = at.getTimeZoneTransition('next');
  }
  return changes.join();
});

function onceEach(find: (zone: string) => string): (zone: string) => string {
  const known = new Map<string, string>();
  return (zone) => {
    const found = known.get(zone) ?? find(zone);
    known.set(zone, found);
    return found;
  };
}
