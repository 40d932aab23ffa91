/** Whether what texts promised was true when they were written; worked out from the scenario and Partoo alone. */
import type { Instant } from '../../../lib/clock.ts';
import type { Settings } from '../../../lib/closures/model.ts';
import type { SeededBusiness } from '../../../lib/sandbox/index.ts';
import type { Branch } from '../../../lib/simulation/stage.ts';
import { HOUR, intervalOf, MARK, MINUTE, OFFSETS, type Scenario, SOON } from './scenario.ts';

/** What somebody asked for a moment before a text was written may not have been known to whoever wrote it. */
const UNHEARD = 2 * MINUTE;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Texts of ours that named an instant at which their shop was going to be closed, as far as anybody knew. */
export function brokenPromises(scenario: Scenario, { sandbox }: Branch): string[] {
  return sandbox.businesses.flatMap(({ business, settings }) =>
    sandbox.writesOf(business.id).flatMap(({ at, body }) => {
      const text = (body as Settings).offline_message;
      const isOurs = text !== null && [MARK, SOON].some((mark) => text.includes(`${mark} `));
      const promised = isOurs ? instantIn(text, business.country) : null;
      if (promised === null) return [];
      // Of two that are asked for within a minute, it may have gone by what was known in between.
      const news = scenario.closures.flatMap((closure) => Object.values(intervalOf(closure, business)));
      const meanwhile = news.filter((one) => Math.abs(one - at) < UNHEARD);
      const isKept = [at - UNHEARD, at, at + UNHEARD, ...meanwhile].some((then) =>
        isAnsweredAt(scenario, business, settings, promised, then),
      );
      return isKept ? [] : [`${business.code} was to open at ${new Date(promised).toISOString()}: "${text}"`];
    }),
  );
}

/** `Tuesday 12 January at 05:00`, or a day alone: its start. All of them lie in January or February of 2027. */
function instantIn(text: string, country: string): Instant {
  const found = /(\d{1,2}) (January|February)(?: at (\d{2}):(\d{2}))?/.exec(text);
  if (!found) throw new Error(`No opening is to be found in "${text}".`);
  const [, day, month, hour = 0, minute = 0] = found;
  const local = Date.UTC(2027, month === 'January' ? 0 : 1, Number(day), Number(hour), Number(minute));
  return local - (OFFSETS[country] ?? 0) * HOUR;
}

function isAnsweredAt(
  { closures, edits }: Scenario,
  business: SeededBusiness['business'],
  settings: Settings,
  at: Instant,
  known: Instant,
): boolean {
  const relaunches = edits
    .filter(({ shop, at: edited, fields }) => shop === business.code && fields.is_launched && edited <= known)
    .map(({ at: edited }) => edited);
  const isClosed = closures.some((closure) => {
    if (!closure.shops.includes(business.code)) return false;
    const { start, end } = intervalOf(closure, business);
    // What had begun when somebody switched the shop on again concerns it no more (design rule 14).
    if (relaunches.some((relaunched) => start <= relaunched && relaunched < end)) return false;
    // What somebody asks for has no end before somebody ends it.
    const isHeardOf = closure.askedAt === null || start <= known;
    const endsAt = closure.askedAt === null || end <= known ? end : Number.POSITIVE_INFINITY;
    return isHeardOf && start <= at && at < endsAt;
  });
  return !isClosed && isWithinHours(business, settings, at);
}

function isWithinHours(
  { country, open_hours, specific_hours }: SeededBusiness['business'],
  { uses_business_hours, custom_chat_hours }: Settings,
  at: Instant,
): boolean {
  const local = new Date(at + (OFFSETS[country] ?? 0) * HOUR);
  const [day, time] = [local.toISOString().slice(0, 10), local.toISOString().slice(11, 16)];
  const covers = (range: { starts_at: string; ends_at: string }) =>
    range.starts_at <= day && day <= range.ends_at;
  const week: Record<string, string[] | undefined> =
    (uses_business_hours ? open_hours : custom_chat_hours) ?? {};
  const isKnown = Object.values(week).some((windows) => (windows ?? []).length > 0);
  const usual = isKnown ? (week[DAYS[local.getUTCDay()] as string] ?? []) : ['00:00-23:59'];
  const special = uses_business_hours ? specific_hours : null;
  const windows = special?.close.some(covers) ? [] : (special?.open.find(covers)?.open_hours ?? usual);
  return windows.some((window) => {
    const [from, until] = window.split('-') as [string, string];
    return time >= from && (time < until || until === '23:59');
  });
}
