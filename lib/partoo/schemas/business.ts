import * as z from 'zod';
import { isRecord, withNumbers, withTexts } from './check.ts';
import { optionalId, optionalNumber, optionalText } from './common.ts';
import { specialHours, week, withHoursThatFit } from './hours-that-fit.ts';

const contact = z.looseObject({
  name: optionalText,
  email: optionalText,
  phone_numbers: z.array(z.string()).nullish(),
});

/**
 * A business. Only the members that somebody here reads are described: an oddity in another one must not put a whole
 * business aside. There is no time zone among them.
 * @see https://developers.partoo.co/api-reference/businesses/business-information
 */
export const business = z.looseObject({
  id: z.string().min(1),
  /** Epoch seconds with fraction. */
  created: optionalNumber,
  modified: optionalNumber,
  /** Store code. */
  code: optionalText,
  /** `open`, `closed`, `temporarily_closed`, `closed_temporarily`, `opening_soon`, or a newer one. */
  status: optionalText,
  opening_date: optionalText,
  groups: z.array(z.union([z.number(), z.string()])).nullish(),
  name: optionalText,
  address: optionalText,
  address_full: optionalText,
  city: optionalText,
  zipcode: optionalText,
  region: optionalText,
  /** ISO 3166-1 alpha-2. */
  country: optionalText,
  default_lang: optionalText,
  open_hours: week.nullish(),
  specific_hours: specialHours.nullish(),
  website_url: optionalText,
  contacts: z.array(contact).nullish(),
  /** Beware: in Partoo's own example the two are swapped. */
  lat: optionalNumber,
  long: optionalNumber,
});
export type Business = z.infer<typeof business>;
/** Its ids and postcode may come as numbers, its coordinates as texts, and what nothing hangs on in any shape. */
export const businessAsDocumented = (value: unknown): unknown =>
  withIncidentalsThatFit(
    withHoursThatFit(withNumbers(withTexts(value, ['id', 'code', 'zipcode']), ['lat', 'long'])),
  );

/**
 * What decides neither who a business is nor which rules concern it. Only these may be left out unsaid: a shop whose country
 * or groups cannot be read would silently be in no rule any more.
 */
const INCIDENTAL: readonly [type: 'string' | 'number', members: readonly string[]][] = [
  ['string', ['status', 'opening_date', 'name', 'address', 'address_full', 'default_lang', 'website_url']],
  ['number', ['created', 'modified', 'lat', 'long']],
];

function withIncidentalsThatFit(value: unknown): unknown {
  if (!isRecord(value)) return value;
  // By hand, as for hours: there may be 100,000, and next to none is odd.
  const odd = INCIDENTAL.flatMap(([type, members]) =>
    members.filter((member) => value[member] != null && typeof value[member] !== type),
  );
  if (!areContacts(value.contacts)) odd.push('contacts');
  if (odd.length === 0) return value;
  return { ...value, ...Object.fromEntries(odd.map((member) => [member, null])) };
}

const isText = (value: unknown): boolean => value == null || typeof value === 'string';

function areContacts(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.every(isContact));
}

function isContact(value: unknown): boolean {
  if (!isRecord(value) || !isText(value.name) || !isText(value.email)) return false;
  const { phone_numbers } = value;
  return (
    phone_numbers == null ||
    (Array.isArray(phone_numbers) && phone_numbers.every((one) => typeof one === 'string'))
  );
}

export const businessUpdated = z.looseObject({ status: optionalText, id: optionalId });
export type BusinessUpdated = z.infer<typeof businessUpdated>;

/**
 * What can be written of a business, under Partoo's names; only what is used here is described.
 * @see https://developers.partoo.co/api-reference/businesses/update-business.md
 */
export interface BusinessUpdate {
  name?: string;
  code?: string;
  /** `open`, `closed` or `temporarily_closed`. */
  status?: string;
  /** All seven days. */
  open_hours?: Readonly<Record<string, readonly string[]>>;
  /** Presumably replaces all that were there: read, merge, write. */
  specific_hours?: {
    open: readonly { starts_at: string; ends_at: string; open_hours: readonly string[] }[];
    close: readonly { starts_at: string; ends_at: string }[];
  };
  [member: string]: unknown;
}
