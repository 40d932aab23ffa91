/**
 * Where a business is: its zone (rule 6 of the design) and its region. Partoo gives neither. Loads zone tables of some
 * 100 KB: for `refresh` and `plan`, not for the minute path.
 */
import type { Scope } from '../closures/model.ts';
import type { Correction, Organization } from '../config/model.ts';
import { placeOfPostcode } from './postcodes.ts';
import { type ToldBy, tellRegion } from './regions/index.ts';
import { isZone, isZoneOf, keepSameTime, onlyZoneOf, zoneAt } from './zones.ts';

export { wholePostcode } from './postcodes.ts';

/** What Partoo holds of a business' place. */
export interface PlaceInput {
  code: string | null;
  country: string | null;
  zipcode: string | null;
  /** Free text: people type what they call it, in any language. */
  region: string | null;
  city: string | null;
  /** Degrees; Partoo's own examples have the two exchanged, so neither is trusted. */
  lat: number | null;
  long: number | null;
}

type ZoneSource = 'configured' | 'coordinates' | 'postcode' | 'country' | 'organization';
type RegionSource = 'configured' | 'country' | ToldBy;

interface PlaceWarning {
  code: 'zone-invalid' | 'zone-unknown' | 'coordinates-implausible' | 'zones-disagree' | 'region-doubtful';
  message: string;
}

export interface ResolvedPlace {
  /** IANA zone; null: `zone-unknown`, and the business is left alone. */
  zone: string | null;
  zoneSource: ZoneSource | null;
  /** ISO 3166-2, or null. */
  region: string | null;
  regionSource: RegionSource | null;
  /** What closures.yml says of the business, by its code and by scope; for the language, which is not judged here. */
  correction: Correction;
  warnings: PlaceWarning[];
}

/** Whether a scope fits the business, with the region found so far; the caller binds `matchesScope` to the business. */
export type MatchesScope = (scope: Scope, known: { region: string | null }) => boolean;

/**
 * The zone and region of a business. A correction by store code goes before those by scope, member by member; of those
 * by scope the first that fits counts, whole. Regions are told by the postcode, by the country code for the French
 * overseas departments, by Partoo's text, by the city (`regions/`), in this order, and never guessed.
 */
export function resolvePlace(
  input: PlaceInput,
  organization: Pick<Organization, 'timezone' | 'businesses' | 'corrections'>,
  matches: MatchesScope,
): ResolvedPlace {
  const country = countryOf(input.country);
  const postcode = country && input.zipcode ? placeOfPostcode(country, input.zipcode) : null;
  const overseas = country === null ? undefined : OVERSEAS[country];
  const described = country === null ? null : tellRegion(country, input);
  const told = postcode?.region ?? overseas ?? described?.region ?? null;
  const correction = correctionOf(input.code, organization, (scope) => matches(scope, { region: told }));
  const region = correction.region?.toUpperCase() ?? told;
  const toldBy = postcode?.region ? 'postcode' : overseas ? 'country' : (described?.toldBy ?? null);
  const zone = zoneOf(input, country, postcode, organization.timezone, correction.timezone ?? null);
  return {
    ...zone,
    region,
    regionSource: correction.region ? 'configured' : toldBy,
    correction,
    warnings:
      region === null ? [...zone.warnings, ...doubts(input.zipcode, described?.between)] : zone.warnings,
  };
}

function doubts(zipcode: string | null, between: readonly string[] = []): PlaceWarning[] {
  if (between.length === 0) return [];
  const message = `postcode ${zipcode} lies on the border of ${between.join(' and ')}; set region for this shop`;
  return [{ code: 'region-doubtful', message }];
}

/** Whether a postcode tells that a business keeps the national holidays of its country, whatever its region is. */
export function keepsNationalDays({ country, zipcode }: Pick<PlaceInput, 'country' | 'zipcode'>): boolean {
  const code = countryOf(country);
  return code !== null && zipcode !== null && placeOfPostcode(code, zipcode)?.isNational === true;
}

/** The French territories that have country codes as well, and whose holidays are their own. */
const OVERSEAS: Record<string, string> = {
  GP: 'FR-971',
  MQ: 'FR-972',
  GF: 'FR-973',
  RE: 'FR-974',
  YT: 'FR-976',
  BL: 'FR-BL',
  MF: 'FR-MF',
};

/** ISO 3166-1 alpha-2 of what Partoo holds: other codes that are in use for two countries count as theirs. */
export function countryOf(country: string | null): string | null {
  const code = country?.trim().toUpperCase();
  return code ? ({ UK: 'GB', EL: 'GR' }[code] ?? code) : null;
}

function correctionOf(
  code: string | null,
  { businesses, corrections }: Pick<Organization, 'businesses' | 'corrections'>,
  matches: (scope: Scope) => boolean,
): Correction {
  const { scope: _, ...byScope } = corrections.find(({ scope }) => matches(scope)) ?? { scope: {} };
  const byCode = code !== null && Object.hasOwn(businesses, code) ? businesses[code] : undefined;
  return { ...byScope, ...byCode };
}

type FoundZone = Pick<ResolvedPlace, 'zone' | 'zoneSource' | 'warnings'>;

function zoneOf(
  { lat, long }: PlaceInput,
  country: string | null,
  postcode: { zone: string | null } | null,
  organizationZone: string | null,
  configured: string | null,
): FoundZone {
  if (configured !== null) return configuredZone(configured);
  const warnings: PlaceWarning[] = [];
  const found = (zone: string, zoneSource: ZoneSource): FoundZone => ({ zone, zoneSource, warnings });
  const byPoint = zoneAt(lat, long);
  const byPostcode = postcode?.zone ?? null;
  if (byPoint !== null && country !== null && isZoneOf(byPoint, country)) {
    if (byPostcode !== null && !keepSameTime(byPoint, byPostcode))
      warnings.push({
        code: 'zones-disagree',
        message: `the coordinates lie in ${byPoint}, the postcode in ${byPostcode}; set timezone for this shop`,
      });
    return found(byPoint, 'coordinates');
  }
  if (
    country !== null &&
    lat !== null &&
    long !== null &&
    (byPoint === null || !keepsTimeOf(byPoint, country))
  )
    warnings.push({ code: 'coordinates-implausible', message: implausible(lat, long, country) });
  if (byPostcode !== null) return found(byPostcode, 'postcode');
  // A postcode known to lie where no zone can be told (the Marquesas) is in neither of the zones that are left.
  if (country !== null && postcode === null) {
    const only = onlyZoneOf(country);
    if (only !== null) return found(only, 'country');
    if (organizationZone !== null && isZone(organizationZone) && isZoneOf(organizationZone, country))
      return found(organizationZone, 'organization');
  }
  const where = country ?? 'a shop without country';
  const message = `the zone of ${where} cannot be told; set timezone for this shop, or correct its coordinates in Partoo`;
  return { zone: null, zoneSource: null, warnings: [...warnings, { code: 'zone-unknown', message }] };
}

/** A configured zone that is none is not replaced by a guess: the business counts as `zone-unknown`. */
function configuredZone(zone: string): FoundZone {
  if (isZone(zone)) return { zone, zoneSource: 'configured', warnings: [] };
  const message = `"${zone}" is no IANA zone; write for example Europe/Paris`;
  return { zone: null, zoneSource: null, warnings: [{ code: 'zone-invalid', message }] };
}

/** A shop on the wrong side of a border by some metres is no mistake worth telling where the clocks agree. */
function keepsTimeOf(zone: string, country: string): boolean {
  const only = onlyZoneOf(country);
  return only !== null && keepSameTime(zone, only);
}

function implausible(lat: number, long: number, country: string): string {
  const exchanged = zoneAt(long, lat);
  const hint =
    exchanged !== null && isZoneOf(exchanged, country) ? '; latitude and longitude look exchanged' : '';
  return `the coordinates ${lat}, ${long} do not lie in ${country}, so they were not used${hint}`;
}
