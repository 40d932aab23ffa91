/** Whether a shop answers, as Partoo works it out of its weekly hours: also where closures stand in them ahead of time. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, Shop, SpecificHours, Week, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { zoneOfShop } from '../truth/closures.ts';
import { windowsOn } from '../truth/occurrences.ts';
import { ShopTruth } from '../truth/shop.ts';
import { DAY, dateOf, HOUR, MINUTE, wall, weekdayOf, type Zone } from '../truth/zones.ts';
import { Excuses } from './excuses.ts';
import { Waves } from './waves.ts';

/** Looked at in the middle of each quarter of an hour, where nothing begins or ends by the clock. */
const EVERY = 15 * MINUTE;
const MIDDLE = 7.5 * MINUTE;
/** What is new is carried out by then; what was known is there at once. */
const NEWS = HOUR;
const ON_ITS_WAY = 6 * MINUTE;
/** All shops are looked at once a day. */
const HEARD_OF = 26 * HOUR;

export function checkAnswers(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const excuses = new Excuses(world, story, company);
    let waves: Waves | null = null;
    const known = () => (waves ??= wavesOf(world, story, company));
    return company.shops.flatMap((shop) =>
      wrongAnswers({ world, story, company, shop, excuses, waves: known }),
    );
  });
}

interface Asked {
  world: World;
  story: Story;
  company: Company;
  shop: Shop;
  excuses: Excuses;
  waves: () => Waves;
}

function wrongAnswers({ world, story, company, shop, excuses, waves }: Asked): string[] {
  const truth = new ShopTruth(world, story, company, shop);
  if (!truth.closures.some(({ staged }) => staged)) return [];
  const zone = zoneOfShop(shop, world);
  const { versions } = truth;
  const openings = (world.openings ?? []).filter(({ code }) => code === shop.code);
  const edited = [...openings, ...(world.specialEdits ?? [])].filter(({ code }) => code === shop.code);
  const bounds = truth.bounds();
  const news = truth.closures.flatMap(({ knownFrom, knownTo }) => [knownFrom, knownTo]);
  let index = 0;
  for (const at of momentsOf(world, zone)) {
    for (let next = versions[index + 1]; next && next.at <= at; next = versions[index + 1]) {
      if (next.by === 'person') truth.edited(next, versions[index]!, versions[index + 2]);
      index += 1;
    }
    truth.settle(at);
    const isOnItsWay =
      bounds.some((bound) => bound <= at && at - bound < ON_ITS_WAY) ||
      news.some((bound) => bound <= at && at - bound < NEWS) ||
      story.versions
        .get(shop.code)!
        .some(({ by, at: edited }) => by === 'person' && edited <= at && at - edited < HEARD_OF) ||
      edited.some((one) => one.at <= at && at - one.at < heardOf(world, company, one.at));
    if (isOnItsWay || excuses.has(at) || !truth.isSureAt(at) || isTheirs(truth, zone, at)) continue;
    const now = { ...shop, openHours: openings.findLast((one) => one.at <= at)?.hours ?? shop.openHours };
    if (isSpecialDay(world, now, truth, zone, at)) continue;
    const expected = answersAsWanted(truth, now, zone, at);
    const found = answersBy(versions[index]!.settings, now, zone, at);
    if (expected === null || found === null || expected === found) continue;
    const closing = found ? (['launched', 'off'] as const) : (['hours', 'closed'] as const);
    if (!isAhead(truth, bounds, at, waves(), closing))
      return [`${shop.code}: ${found ? 'answers' : 'does not answer'} at ${new Date(at).toISOString()}`];
  }
  return [];
}

/** A night whose list says nothing of a shop tells nothing of its hours. */
function heardOf({ troubles }: World, { id }: Company, since: Instant): number {
  const missed = troubles.filter(
    ({ what, organization, to }) =>
      to > since && (what === 'newer' || (what === 'forgotten' && organization === id)),
  );
  return HEARD_OF + missed.length * DAY;
}

function wavesOf(world: World, story: Story, company: Company): Waves {
  const truths = company.shops.map((shop) => new ShopTruth(world, story, company, shop));
  return new Waves(company, truths);
}

/**
 * What is switched is closed ahead of its instant, by a wave that the last shop needs; of one that is off by then, what its
 * hours are to be goes up along with it.
 */
function isAhead(
  truth: ShopTruth,
  bounds: readonly Instant[],
  at: Instant,
  waves: Waves,
  [field, value]: readonly ['launched' | 'hours', string],
): boolean {
  return bounds.some((bound) => {
    if (bound <= at) return false;
    const { values, winners } = truth.wanted(bound);
    const isSwitched = values[field] === value && winners[field]?.staged === false;
    return isSwitched && bound - at <= waves.leadUpTo(truth, bound);
  });
}

function momentsOf({ from, to }: World, zone: Zone): Instant[] {
  const moments: Instant[] = [];
  for (let at = from + NEWS + MIDDLE; at < to; at += EVERY) moments.push(at);
  // The last minute of a day is no other.
  for (let day = wall(dateOf(zone.localAt(from + NEWS))) + DAY; ; day += DAY) {
    const at = zone.instantOf(day - MINUTE / 2, 'start');
    if (at >= to) return moments.sort((a, b) => a - b);
    if (at > from + NEWS) moments.push(at);
  }
}

/** What a person wrote into that day, or into the one before, whose windows may run past midnight. */
function isTheirs({ theirDays }: ShopTruth, zone: Zone, at: Instant): boolean {
  const local = zone.localAt(at);
  return [local - DAY, local].some((day) => theirDays.has(weekdayOf(day)));
}

function answersAsWanted(truth: ShopTruth, shop: Shop, zone: Zone, at: Instant): boolean | null {
  const { values, winners } = truth.wanted(at);
  const { hours } = values;
  if (hours === 'any') return null;
  if (hours === 'closed') return false;
  // Weekly hours know one such hour alone; who has it otherwise at this pass, nobody can say in them.
  if (hours === 'base' && isTakenAtAnotherPass(truth, zone, at)) return winners.hours === null ? false : null;
  if (hours === 'base') return answersBy(truth.baseline, shop, zone, at);
  const windows = JSON.parse(hours) as string[];
  return isWithin(() => windows, zone, at);
}

/** A repeated hour is closed whole by what is staged (design, "Two ways to close"). */
function isTakenAtAnotherPass(truth: ShopTruth, zone: Zone, at: Instant): boolean {
  return zone.passesOf(zone.localAt(at)).some((pass) => {
    const { values, winners } = truth.wanted(pass);
    return pass !== at && values.hours === 'closed' && winners.hours?.staged === true;
  });
}

type Hours = Pick<ShopTruth['baseline'], 'uses_business_hours' | 'custom_chat_hours'>;

/** Nobody knows whether special hours count, or count still. */
function isSpecialDay(
  { specialEdits = [] }: World,
  shop: Shop,
  { baseline }: ShopTruth,
  zone: Zone,
  at: Instant,
): boolean {
  const edits = specialEdits.filter(({ code }) => code === shop.code);
  const weeks = [shop.openHours, baseline.custom_chat_hours];
  return edits.some(({ hours }) => weeks.some((week) => isOfSpecialDay(hours, week ?? {}, zone, at)));
}

/** Also by a window of the day before that runs past midnight: of a day that is special, nobody knows whether there is one. */
function isOfSpecialDay(hours: SpecificHours | null, week: Partial<Week>, zone: Zone, at: Instant): boolean {
  const local = zone.localAt(at);
  const eve = wall(dateOf(local)) - DAY;
  const runsOn = windowsOn(week, eve).some(({ to }) => local < to);
  return coversDay(hours, dateOf(local)) || (runsOn && coversDay(hours, dateOf(eve)));
}

function coversDay(hours: SpecificHours | null, date: string): boolean {
  const { close = [], open = [] } = hours ?? {};
  return [...close, ...open].some(({ starts_at, ends_at }) => starts_at <= date && date <= ends_at);
}

/** null: nobody knows, since it has no hours, or special ones, of which nobody knows whether they count. */
export function answersBy(hours: Hours, shop: Shop, zone: Zone, at: Instant): boolean | null {
  const week = hours.uses_business_hours ? shop.openHours : hours.custom_chat_hours;
  if (isOfSpecialDay(shop.specificHours, week ?? {}, zone, at)) return null;
  const isKnown = Object.values(week ?? {}).some((windows) => windows.length > 0);
  if (!week || (!isKnown && hours.uses_business_hours)) return null;
  return isWithin((day) => week[day] ?? [], zone, at);
}

function isWithin(windowsOf: (day: keyof Week) => readonly string[], zone: Zone, at: Instant): boolean {
  const local = zone.localAt(at);
  const week = new Proxy({}, { get: (_, day) => windowsOf(day as keyof Week) }) as Partial<Week>;
  const today = wall(dateOf(local));
  return [today - DAY, today].some((day) =>
    windowsOn(week, day).some(({ from, to }) => from <= local && local < to),
  );
}
