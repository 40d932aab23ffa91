/** What has to hold whatever happens; none of it is worked out by the code under test. */
import type { Instant } from '../../../lib/clock.ts';
import type { Settings } from '../../../lib/closures/model.ts';
import type { BusinessRecord } from '../../../lib/closures/record.ts';
import type { Branch } from '../../../lib/simulation/stage.ts';
import type { StoredBusiness } from '../../../lib/store/records.ts';
import type { Store } from '../../../lib/store/store.ts';
import { isEmptied as isOrWasEmptied, leavesOutWhatIsEmpty, ourTexts } from '../odd/truth.ts';
import { HOUR, intervalOf, isClosedAt, MARK, MINUTE, type Scenario, SOON } from './scenario.ts';

/** Around these a business may be on its way from one state to the other. */
const ON_ITS_WAY = 40 * MINUTE;

/** Notices baselines that are not what was there before: replaced under an effect of ours, or with a text of ours. */
export function watchBaselines(store: Store, { sandbox }: Branch, faults: string[]): Store {
  const known = new Map<string, BusinessRecord>();
  return {
    ...store,
    saveBusinesses: async (lease, businesses, history) => {
      await store.saveBusinesses(lease, businesses, history);
      for (const one of businesses) noteBaseline(one, known, sandbox.settingsRow(one.mark.business), faults);
    },
  };
}

function noteBaseline(
  { mark, record: is }: StoredBusiness,
  known: Map<string, BusinessRecord>,
  held: Settings,
  faults: string[],
): void {
  const was = known.get(mark.business);
  known.set(mark.business, is);
  // Where a person has replaced all that was ours, there is nothing left that a baseline is kept for.
  if (is.inPlace === null && !showsOurs(held)) return;
  if ([MARK, SOON].some((mark) => is.inPlace?.baseline.includes(mark)))
    faults.push(`${mark.business}: our own text in a baseline`);
  // A reopening that was begun may be found done, and the next closure begun, in one step.
  const wasOurs = was?.inPlace && was.inPlace.overlayKey !== '' && was.intent?.overlayKey !== '';
  if (wasOurs && was.inPlace?.baseline !== is.inPlace?.baseline) {
    faults.push(`${mark.business}: another baseline while the first was in use`);
  }
}

function showsOurs({ is_launched, offline_message, custom_chat_hours }: Settings): boolean {
  const isText = [MARK, SOON].some((mark) => offline_message?.includes(mark));
  return isText || !is_launched || isEmptied(custom_chat_hours);
}

function isEmptied(hours: Settings['custom_chat_hours']): boolean {
  return Object.values(hours ?? { none: ['-'] }).every((day) => day.length === 0);
}

/** So long after Partoo was odd what it had done may still be on its way to be mended. */
const MENDING = 3 * HOUR;

/**
 * Shops that are closed outside of every closure, or open inside of one, at an instant, whatever any pass said of them.
 * While Partoo is odd, and shortly after, nothing can be asked of them but that they come right in the end.
 */
export function misfitsAt(scenario: Scenario, { sandbox }: Branch, at: Instant): string[] {
  if (scenario.oddities.some(({ from, to }) => from <= at && at < to + MENDING)) return [];
  return sandbox.businesses.flatMap(({ business, settings: seeded }) => {
    const closures = scenario.closures.filter(({ shops }) => shops.includes(business.code));
    const bounds = closures.flatMap((closure) => Object.values(intervalOf(closure, business)));
    const byHand = scenario.edits.filter(({ shop, at: edited }) => shop === business.code && edited <= at);
    // A switch turned by hand: respected in ways that the other checkers look at.
    if (byHand.some(({ fields }) => 'is_launched' in fields)) return [];
    if (bounds.some((bound) => Math.abs(bound - at) < ON_ITS_WAY)) return [];
    const wanted = isClosedAt(scenario.closures, business, at);
    const held = sandbox.settingsRow(business.id);
    const { is_launched, offline_message, custom_chat_hours } = held;
    const hasNoHours = isEmptied(custom_chat_hours);
    const isText = ourTexts(sandbox.writesOf(business.id), seeded, MARK, byHand).has(offline_message);
    const textIsTheirs = byHand.some(({ fields }) => 'offline_message' in fields);
    const isAsWanted = wanted
      ? !is_launched &&
        (isOrWasEmptied(held) || leavesOutWhatIsEmpty(sandbox, business.code)) &&
        (isText || textIsTheirs)
      : is_launched === seeded.is_launched && !isText && !hasNoHours;
    return isAsWanted
      ? []
      : [`${business.code} should be ${wanted ? 'closed' : 'open'} at ${new Date(at).toISOString()}`];
  });
}

/**
 * Shops that announce what nobody announces then, or do not announce what has to be. It has to be where one rule alone
 * does, nothing else is in its way, and no person has touched the shop.
 */
export function misannouncedAt(scenario: Scenario, { sandbox }: Branch, at: Instant): string[] {
  if (scenario.oddities.some(({ from, to }) => from <= at && at < to + MENDING)) return [];
  return sandbox.businesses.flatMap(({ business }) => {
    if (scenario.edits.some((edit) => edit.shop === business.code && edit.at <= at)) return [];
    const all = scenario.closures
      .filter(({ shops }) => shops.includes(business.code))
      .map((closure) => {
        const { start, end } = intervalOf(closure, business);
        return { start, end, announcedFrom: start - (closure.announcedHours ?? 0) * HOUR };
      });
    const bounds = all.flatMap((one) => Object.values(one));
    if (bounds.some((bound) => Math.abs(bound - at) < ON_ITS_WAY)) return [];
    const isClosed = all.some(({ start, end }) => start <= at && at < end);
    const announced = all.filter(({ announcedFrom, start }) => announcedFrom <= at && at < start);
    const [first] = announced;
    const alone =
      first && all.every((one) => one === first || one.end <= first.start || first.end <= one.start);
    const has = announced.length === 1 && alone === true && !isClosed;
    const may = announced.length > 0 && !isClosed;
    const shows = sandbox.settingsRow(business.id).offline_message?.includes(SOON) === true;
    if (shows ? may : !has) return [];
    return [`${business.code} ${shows ? 'announces' : 'does not announce'} at ${new Date(at).toISOString()}`];
  });
}
