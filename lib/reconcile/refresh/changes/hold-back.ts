/** A refresh that would close or reopen too many businesses at once waits until somebody allows it (design rule 22). */
import type { Instant } from '../../../clock.ts';
import { addDays, civilDateOf } from '../../../closures/civil-time.ts';
import type { Bound, Business } from '../../../closures/model.ts';
import type { Config } from '../../../config/model.ts';
import type { Store } from '../../../store/store.ts';
import { makeSituation } from '../../pass/session.ts';
import { isBeyondGuard } from '../../situation/beyond-guard.ts';
import { type Flips, flipsNow } from '../../situation/guard.ts';
import type { Remembered } from '../../situation/remembered.ts';
import {
  type Comparison,
  changedDates,
  type DateChange,
  movedBusinesses,
  type RuleChange,
} from './changed-dates.ts';
import { type HeldDates, heldDatesOf, readHeldDates } from './held-dates.ts';
import { changeInWords } from './in-words.ts';

/** What comes of a refresh. */
export interface Judged {
  remembered: Remembered;
  /** The changes that take effect. */
  changes: RuleChange[];
  held: HeldDates | null;
}

export interface Judging extends Omit<Comparison, 'before'> {
  store: Store;
  config: Config;
  /** null: nothing, or nothing of this configuration. */
  before: Remembered | null;
}

/** What was found, but for what would close or reopen too many at once: that stays as it was. */
export async function judgeChanges(judging: Judging): Promise<Judged> {
  const { store, organization, before, after, now } = judging;
  if (before === null) return { remembered: after, changes: [], held: null };
  const comparison = { ...judging, before };
  const changes = changedDates(comparison);
  const moved = movedBusinesses(comparison);
  const taken = { remembered: after, changes, held: null };
  if (changes.length === 0 && moved.length === 0) return taken;
  const flips = await flipsOf(comparison);
  const [closing, reopening] = [flips.closing.length, flips.reopening.length];
  const businesses = after.directory.businesses.length;
  if (!isBeyondGuard({ businesses: closing + reopening, of: businesses })) return taken;
  const waiting = changes.filter((one) => one.changes.some((change) => isAbout(change, now)));
  const rules = waiting.map(({ rule }) => rule);
  const since = (await readHeldDates(store, organization.id))?.since ?? now;
  const what = waiting.map(changeInWords).join(' ');
  return {
    remembered: asBefore(before, after, rules, new Set([...flips.closing, ...flips.reopening])),
    changes: changes.filter((one) => !waiting.includes(one)),
    held: heldDatesOf({ since, closing, reopening, businesses, rules, what }),
  };
}

/** Of the businesses that were there before: a new shop that is closed is no surprise. */
async function flipsOf({
  store,
  config,
  organization,
  before,
  after,
  now,
}: Judging & Comparison): Promise<Flips> {
  const adHoc = await store.listAdHoc(organization.id);
  const known = new Set(before.directory.businesses.map(({ id }) => id));
  const businesses = after.directory.businesses.filter(({ id }) => known.has(id));
  const both = { ...after, directory: { ...after.directory, businesses } };
  const [was, is] = [before, both].map((one) => makeSituation(config, organization, one, adHoc));
  return flipsNow(was!, is!, now);
}

/** Whether it says of today what is otherwise than before, in whatever zone. */
function isAbout({ start, end, from }: DateChange, now: Instant): boolean {
  const [yesterday, tomorrow] = [-1, 2].map((days) => addDays(civilDateOf(now, 'UTC'), days)) as [
    string,
    string,
  ];
  const isNow = (span: { start: Bound; end: Bound | null }) =>
    span.start < tomorrow && (span.end === null || span.end > yesterday);
  return isNow({ start, end }) || (from !== null && isNow(from));
}

/** What was found, with some rules and the places of some businesses as they were before. */
function asBefore(
  before: Remembered,
  after: Remembered,
  rules: readonly string[],
  flipped: ReadonlySet<string>,
): Remembered {
  const occurrences = { ...after.calendars.occurrences };
  for (const rule of rules)
    occurrences[rule] = { ...occurrences[rule], ...before.calendars.occurrences[rule] };
  const known = new Map(before.directory.businesses.map((business) => [business.id, business]));
  const businesses = after.directory.businesses.map((business) => {
    const was = flipped.has(business.id) ? known.get(business.id) : undefined;
    return was ? { ...business, ...placeOf(was) } : business;
  });
  return {
    directory: { ...after.directory, businesses },
    calendars: { ...after.calendars, occurrences },
  };
}

const placeOf = ({ code, country, region, zone, zipcode, city, groups, openHours }: Business) => ({
  ...{ code, country, region, zone, zipcode, city, groups },
  ...(openHours === undefined ? {} : { openHours }),
});
