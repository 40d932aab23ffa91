import { isExcepted, publicHolidaysOf } from '../../calendars/index.ts';
import type { CivilWindow } from '../../calendars/model.ts';
import { placeKeyOf } from '../../calendars/place-key.ts';
import type { Calendar } from '../../calendars/stored.ts';
import type { Instant } from '../../clock.ts';
import { addDays, civilDateOf, instantOf } from '../../closures/civil-time.ts';
import type { Business } from '../../closures/model.ts';
import { inForceAt } from '../../closures/timeline.ts';
import type { Cohort, Situation } from '../../reconcile/situation/situation.ts';
import { cohortWanted } from '../../reconcile/situation/wanted.ts';

/** A day of public holiday, and the businesses that would answer on it as on any other. */
export interface HolidayGap {
  date: string;
  names: Set<string>;
  businesses: Business[];
}

const DAYS = 30;
const ANYWHERE: Calendar<'holidays'> = {
  kind: 'holidays',
  country: null,
  region: null,
  types: ['public'],
  except: [],
  also: [],
};

type Holiday = Awaited<ReturnType<typeof publicHolidaysOf>>[number];

/** Public holidays within 30 days of `from` on which businesses that rules close at other times would stay on. */
export async function holidayGaps(situation: Situation, from: Instant): Promise<HolidayGap[]> {
  const today = civilDateOf(from, 'UTC');
  const window: CivilWindow = { from: today, to: addDays(today, DAYS) };
  const gaps = new Map<string, HolidayGap>();
  for (const cohort of situation.cohorts) {
    // Businesses in no rule at all are told of once, not for every holiday.
    if (!cohort.sources.some(({ rule }) => rule)) continue;
    for (const businesses of byPlace(cohort).values()) {
      const [first] = businesses;
      if (!first) continue;
      const { country, region } = first;
      for (const holiday of await publicHolidaysOf({ country, region }, window)) {
        if (!staysOn(cohort, holiday)) continue;
        const gap = gaps.get(holiday.date) ?? { date: holiday.date, names: new Set(), businesses: [] };
        gap.names.add(nameOf(holiday, first.language));
        gap.businesses.push(...businesses);
        gaps.set(holiday.date, gap);
      }
    }
  }
  return [...gaps.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** A cohort shares its rules, and with rules that know no places it may lie in several. */
function byPlace(cohort: Cohort): Map<string, Business[]> {
  const places = new Map<string, Business[]>();
  for (const business of cohort.businesses) {
    const key = placeKeyOf(ANYWHERE, business);
    const there = places.get(key);
    if (there) there.push(business);
    else places.set(key, [business]);
  }
  return places;
}

/** Whether nothing closes the cohort in the middle of the day, and nobody meant it to stay open. */
function staysOn(cohort: Cohort, holiday: Holiday): boolean {
  const start = instantOf(holiday.start, cohort.zone, 'start');
  const middle = (start + instantOf(holiday.end, cohort.zone, 'end')) / 2;
  if (cohort.unknownRules.length > 0) return false;
  const isMeant = inForceAt(cohort.timeline, middle).some(
    ({ source }) => source.level === 'hold' || source.effect.kind === 'leave' || source.effect.open,
  );
  if (
    isMeant ||
    cohort.sources.some(
      ({ rule }) => rule?.calendar.kind === 'holidays' && isExcepted(rule.calendar, holiday),
    )
  )
    return false;
  const { reachable, chatHours } = cohortWanted(cohort, middle).resolution;
  return reachable.value !== false && chatHours.value !== 'closed';
}

function nameOf({ names }: Holiday, language: string | null): string {
  return (
    names[language ?? ''] ??
    names[language?.split('-')[0] ?? ''] ??
    Object.values(names)[0] ??
    'public holiday'
  );
}
