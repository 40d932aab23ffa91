import type { Instant } from '../../clock.ts';
import { civilDateOf } from '../../closures/civil-time.ts';
import type { Business, Hours } from '../../closures/model.ts';
import { openingsWithoutHours, partooHours, specialHoursFault } from '../../closures/opening/own-hours.ts';
import { matchesScope } from '../../closures/scope.ts';
import type { Organization } from '../../config/model.ts';
import { lacksSpecialHours, type Business as PartooBusiness } from '../../partoo/index.ts';
import { countryOf, resolvePlace, wholePostcode } from '../../places/index.ts';
import type { Directory } from '../../store/store.ts';
import type { Warning } from '../situation/warning.ts';
import { businessesNamed, firstOf } from '../situation/words.ts';
import { type ShareHours, sharedHours } from './chat-hours.ts';

const NOT_AS_DOCUMENTED: ReadHours = { fault: 'not as documented', hours: null, idle: null };
/** Of the openings of one business. */
const SHOWN = 3;

interface ReadHours {
  fault: string | null;
  hours: Hours | null;
  /** Days that are said to be open, and not when; null: none. */
  idle: string | null;
}

/** Makes of businesses as Partoo lists them those of a directory, with zone, region and language worked out. */
export class BusinessTaker {
  readonly #organization: Organization;
  readonly #known: ReadonlyMap<string, Business>;
  readonly #share: ShareHours;
  /** Hours as they came, as JSON, and what they say: a few hundred for 100,000 businesses. */
  readonly #weeks = new Map<string, ReadHours>();
  readonly #placed: Warning[] = [];
  /** By what is wrong with their special hours. */
  readonly #faulty = new Map<string, Business[]>();
  /** By the days that they are said to be open on, and not when. */
  readonly #idle = new Map<string, Business[]>();
  readonly #today: string;

  /** @param previous what special hours that cannot be read leave as it is; where nothing is new its businesses are taken */
  constructor(organization: Organization, previous: Directory | null, now: Instant) {
    this.#organization = organization;
    this.#today = civilDateOf(now, 'UTC');
    const known = new Map<string, Business>();
    for (const business of previous?.businesses ?? []) known.set(business.id, business);
    this.#known = known;
    this.#share = sharedHours(previous?.businesses.map(({ openHours }) => openHours));
  }

  take(item: PartooBusiness): Business {
    const taken = this.#read(item);
    const known = this.#known.get(item.id);
    // Where nothing is new 100,000 businesses are not held twice.
    return known && isSame(known, taken) ? known : taken;
  }

  #read(item: PartooBusiness): Business {
    const country = countryOf(item.country ?? null);
    const bare: Business = {
      id: item.id,
      code: item.code ?? null,
      name: item.name ?? item.code ?? item.id,
      country,
      region: null,
      zone: null,
      language: item.default_lang?.replace('_', '-') ?? null,
      zipcode: item.zipcode == null ? null : wholePostcode(country, item.zipcode),
      city: item.city ?? null,
      groups: groupsOf(item),
      address: addressOf(item),
      websiteUrl: item.website_url ?? null,
      phoneNumber: item.contacts?.flatMap((contact) => contact.phone_numbers ?? [])[0] ?? null,
    };
    const openHours = this.#hoursOf(item, bare);
    const place = resolvePlace(
      { ...bare, region: item.region ?? null, lat: item.lat ?? null, long: item.long ?? null },
      this.#organization,
      (scope, { region }) => matchesScope(scope, { ...bare, region }, this.#organization.id),
    );
    for (const { code, message } of place.warnings) {
      // Whoever uses the directory says it, every time and not only when it was read.
      if (code === 'zone-unknown') continue;
      this.#placed.push({ code, message: `${bare.code ?? bare.id}: ${message}` });
    }
    return {
      ...bare,
      openHours,
      zone: place.zone,
      region: place.region,
      language: place.correction.language ?? bare.language,
    };
  }

  /** What was found of those that were taken so far; of special hours each fault once, with whom it concerns. */
  warnings(): Warning[] {
    const faulty = [...this.#faulty].map(([fault, businesses]) => ({
      code: 'special-hours',
      message: `${businessesNamed(businesses)} of "${this.#organization.id}": special hours that cannot be read (${fault}); those known before stay.`,
    }));
    const idle = [...this.#idle].map(([days, businesses]) => ({
      code: 'special-hours',
      message: `${businessesNamed(businesses)} of "${this.#organization.id}": special hours say open on ${days}, but not when, so they do nothing there; give the hours in Partoo.`,
    }));
    return [...this.#placed, ...faulty, ...idle];
  }

  #hoursOf(item: PartooBusiness, business: Business): Hours | null {
    const { fault, hours, idle } = lacksSpecialHours(item) ? NOT_AS_DOCUMENTED : this.#readHours(item);
    if (idle !== null) note(this.#idle, idle, business);
    if (fault === null) return hours;
    note(this.#faulty, fault, business);
    const usual = partooHours({ open_hours: item.open_hours });
    const special = this.#known.get(item.id)?.openHours?.special;
    return this.#share(special ? { week: usual?.week ?? null, special } : usual);
  }

  #readHours({ open_hours, specific_hours }: PartooBusiness): ReadHours {
    const key = JSON.stringify([open_hours, specific_hours]);
    const known = this.#weeks.get(key);
    if (known) return known;
    const fault = specialHoursFault(specific_hours);
    const idle = fault === null ? openingsWithoutHours(specific_hours, this.#today) : [];
    const read = {
      fault,
      hours: fault === null ? this.#share(partooHours({ open_hours, specific_hours })) : null,
      idle: firstOf(idle, SHOWN) || null,
    };
    this.#weeks.set(key, read);
    return read;
  }
}

function note(found: Map<string, Business[]>, what: string, business: Business): void {
  const others = found.get(what);
  if (others) others.push(business);
  else found.set(what, [business]);
}

/** Whether a listing says of a business what is known of it. */
function isSame(known: Business, taken: Business): boolean {
  return (Object.keys(taken) as (keyof Business)[]).every((member) =>
    member === 'groups' ? isSameList(known.groups, taken.groups) : known[member] === taken[member],
  );
}

const isSameList = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

function groupsOf(item: PartooBusiness): number[] {
  const old = 'group_id' in item ? [item.group_id] : [];
  // Those of a configuration are numbers; what is none can be meant by no rule.
  return [...new Set([...(item.groups ?? []), ...old].map(Number).filter(Number.isSafeInteger))];
}

function addressOf(item: PartooBusiness): string | null {
  const street = item.address_full ?? item.address ?? null;
  if (street === null) return null;
  const town = [item.zipcode, item.city].filter(Boolean).join(' ');
  return town === '' || street.includes(town) ? street : `${street}, ${town}`;
}
