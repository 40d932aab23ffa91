/** No text names an opening at which the shop is closed, as far as anybody knew when it was written (design rule 24). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import type { Company, Shop, Week, World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import { announcedAt, rememberedAt } from '../truth/announcements.ts';
import { type Closure, zoneOfShop } from '../truth/closures.ts';
import { windowsOn } from '../truth/occurrences.ts';
import { ShopTruth } from '../truth/shop.ts';
import { type KnownHours, specialHoursOf } from '../truth/special-hours.ts';
import { type Wanted, wantedOf } from '../truth/wanted.ts';
import { DAY, dateOf, HOUR, MINUTE, type Zone } from '../truth/zones.ts';
import { Excuses } from './excuses.ts';

/** What somebody asked for a moment before, or deployed, may not have been known to whoever wrote. */
const UNHEARD = 3 * MINUTE;
/** A text whose opening has moved is written again behind all that is due, once in a quarter of an hour. */
const REWORDED = 40 * MINUTE;

const MONTHS = [
  'January February March April May June July August September October November December',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
].flatMap((year) => year.split(' '));
const MOMENT = new RegExp(`(\\d{1,2})\\.? (${MONTHS.join('|')})|(${MONTHS.join('|')}) (\\d{1,2})`);
/** In Quebec hours and minutes are set apart by an h. */
const TIME = /(\d{1,2})(?::|\sh\s)(\d{2})\s?([ap])?/i;

export function checkPromises(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const excuses = new Excuses(world, story, company);
    return company.shops.flatMap((shop) => promisesOf(world, story, company, shop, excuses));
  });
}

function promisesOf(world: World, story: Story, company: Company, shop: Shop, excuses: Excuses): string[] {
  const { closures, versions, releases, nulls } = new ShopTruth(world, story, company, shop);
  const zone = zoneOfShop(shop, world);
  const diary = new Diary(shop, zone, closures, specialHoursOf(shop, world, story, company));
  // Whose hours or switch somebody changed, or let go of, is open when he likes.
  const opened = [...(world.openings ?? []).filter(({ code }) => code === shop.code), ...releases];
  const touched = versions.findIndex(
    ({ by, at }, index) => (index > 0 && by === 'person') || opened.some((one) => one.at <= at),
  );
  return versions.slice(1, touched < 0 ? undefined : touched).flatMap((version, index) => {
    const wrong = diary.wronglyAnnounced(version);
    if (wrong !== null) return [`${shop.code} ${wrong}`];
    const spoken = diary.withoutLeft(version, nulls.areAny);
    const last = promisedIn(spoken, zone);
    if (last === null) return [];
    const until = versions[index + 2]?.at ?? world.to;
    const heard = diary.heardBy(version);
    const known = [...heard, ...takenBy(version, story)];
    // What opens a shop starts at the first pass of a repeated hour, what closes it ends after the second.
    const passes = zone.passesOf(zone.localAt(last)).filter((at) => at === last || at > version.at);
    const kept = passes.findLast((pass) => known.some((at) => diary.answersAt(pass, at)));
    const promised = kept ?? last;
    const said = `${shop.code} was to open at ${new Date(promised).toISOString()}: "${textOf(spoken)}"`;
    if (kept === undefined) return [`${said}, written at ${new Date(version.at).toISOString()}`];
    const moved = diary
      .movedWithin(promised, version.at + UNHEARD, Math.min(until, promised))
      .find(({ from, to }) => excuses.left(from, to) > REWORDED);
    if (!moved) return [];
    return [`${said} stays although that has moved at ${new Date(moved.from).toISOString()}`];
  });
}

/** What is asked for again until it is taken may count before whoever asks is told: by then it certainly does. */
function takenBy({ at }: Version, { taken }: Story): Instant[] {
  return taken.filter(({ from, to }) => from <= at && at < to).map(({ to }) => to);
}

/** A text of ours that says when the shop reopens; an announcement says when it closes. */
const textOf = ({ settings }: Version): string | null =>
  [settings.offline_message, settings.welcome_message].find(
    (text) => text !== null && /^\[\[(?!a-)/.test(text),
  ) ?? null;

/** The opening that a text of ours names; null: none. */
export function promisedIn(version: Version, zone: Zone): Instant | null {
  const text = textOf(version);
  return text === null ? null : momentIn(text, version, zone, 'end');
}

/** A day alone stands for its start. In an hour that is repeated something starts at the first pass, and ends after the second. */
function momentIn(text: string, version: Version, zone: Zone, bound: 'start' | 'end'): Instant | null {
  const found = MOMENT.exec(text);
  if (found === null) return null;
  const [, day = found[4], month = found[3]] = found;
  const [, hour = 0, minute = 0, half] = TIME.exec(text) ?? [];
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const time = hours * HOUR + Number(minute) * MINUTE;
  const year = new Date(version.at - DAY).getUTCFullYear();
  const moments = [year, year + 1].map(
    (one) => Date.UTC(one, MONTHS.indexOf(month!) % 12, Number(day)) + time,
  );
  const local = moments.find((one) => one > version.at - 2 * DAY);
  return local === undefined ? null : zone.instantOf(local, bound);
}

const nearestAt = (known: readonly Closure[], at: Instant): Closure | undefined =>
  announcedAt(known, at).toSorted((a, b) => a.end - b.end)[0];

/** When one shop answers, as was known at an instant. */
class Diary {
  readonly #shop: Shop;
  readonly #zone: Zone;
  readonly #closures: readonly Closure[];
  readonly #special: readonly KnownHours[];

  constructor(shop: Shop, zone: Zone, closures: readonly Closure[], special: readonly KnownHours[]) {
    this.#special = special;
    this.#shop = shop;
    this.#zone = zone;
    this.#closures = closures;
  }

  /** An announcement says from when on the nearest of the closures to come closes the shop (design rule 29). */
  wronglyAnnounced(version: Version): string | null {
    const text = version.settings.offline_message ?? '';
    const said = text.startsWith('[[a-') ? momentIn(text, version, this.#zone, 'start') : null;
    if (said === null || version.by !== 'product') return null;
    const nearest = [-UNHEARD, 0, UNHEARD]
      .map((by) => version.at + by)
      .flatMap((at) =>
        [this.#closures, rememberedAt(this.#closures, at)].map((known) => nearestAt(known, at)),
      )
      .filter((one) => one !== undefined);
    if (
      nearest.length === 0 ||
      nearest.some(({ end, announces }) => said === end || said === announces!.start)
    )
      return null;
    return `announces another closure than the nearest at ${new Date(version.at).toISOString()}: "${text}"`;
  }

  /** What a rule leaves as it is, or Partoo does not let go, nobody writes again, whatever else is written. */
  withoutLeft({ settings, ...version }: Version, areNullsRefused: boolean): Version {
    const { values } = this.#wantedAt(version.at, version.at);
    const isLeft = (value: string) => value === 'any' || (areNullsRefused && value === 'base');
    return {
      ...version,
      settings: {
        ...settings,
        ...(isLeft(values.offline) ? { offline_message: null } : {}),
        ...(isLeft(values.welcome) ? { welcome_message: null } : {}),
      },
    };
  }

  /** What may have been known to whoever wrote, by when it was: of two things that were asked for shortly before, also the first alone. */
  heardBy({ at }: Version): Instant[] {
    const [from, to] = [at - UNHEARD, at + UNHEARD];
    const changes = this.#closures.flatMap(({ knownFrom, knownTo }) => [knownFrom, knownTo]);
    return [from, at, to, ...changes.filter((change) => change > from && change < to)];
  }

  answersAt(at: Instant, known: Instant): boolean {
    const { values, winners } = this.#wantedAt(at, known);
    const speaker = winners.offline ?? winners.welcome;
    if (values.launched === 'any' || values.hours === 'any') return true;
    if (values.launched === 'off' || values.hours === 'closed' || onlySpeaks(speaker)) return false;
    if (values.hours === 'base') return this.#isOpen(this.#shop.settings, at, known);
    if (values.hours === 'business')
      return this.#isOpen({ uses_business_hours: true, custom_chat_hours: null }, at, known);
    const windows = JSON.parse(values.hours) as string[];
    return this.#isWithin((local) => weekOf(windows, local), at);
  }

  /** For how long it was known that a promise would not be kept, where the same closure goes on saying it. */
  movedWithin(promised: Instant, from: Instant, until: Instant): { from: Instant; to: Instant }[] {
    const changes = this.#closures
      .flatMap(({ knownFrom, knownTo }) => [knownFrom, knownTo])
      .concat(this.#special.map((known) => known.from))
      .filter((at) => at >= from && at < until)
      .sort((a, b) => a - b);
    const moved: { from: Instant; to: Instant }[] = [];
    for (const [index, at] of changes.entries()) {
      if (!this.#isMovedAt(promised, at)) continue;
      const to = changes[index + 1] ?? until;
      const last = moved.at(-1);
      if (last?.to === at) last.to = to;
      else moved.push({ from: at, to });
    }
    return moved;
  }

  #isMovedAt(promised: Instant, at: Instant): boolean {
    const [speaker, then] = [at, promised].map((one) => this.#wantedAt(one, at).winners.offline);
    return !this.answersAt(promised, at) && speaker === then;
  }

  #wantedAt(at: Instant, known: Instant): Wanted {
    return wantedOf(
      this.#closures.filter(
        ({ start, end, knownFrom, knownTo }) =>
          start <= at && at < end && knownFrom <= known && known < knownTo,
      ),
      at,
    );
  }

  #isOpen({ uses_business_hours, custom_chat_hours }: Hours, at: Instant, known: Instant): boolean {
    const week = (uses_business_hours ? this.#shop.openHours : custom_chat_hours) as Week | null;
    const isKnown = week !== null && Object.values(week).some((windows) => windows.length > 0);
    const special = uses_business_hours
      ? this.#special.find(({ from, to }) => from <= known && known < to)?.hours
      : null;
    return this.#isWithin((day) => {
      const date = dateOf(day);
      const covers = ({ starts_at, ends_at }: Range) => starts_at <= date && date <= ends_at;
      const length = ({ starts_at, ends_at }: Range) => Date.parse(ends_at) - Date.parse(starts_at);
      // Of two that cover a day the shorter counts.
      const close = special?.close.find(covers);
      const open = special?.open.find(covers);
      if (close && !(open && length(open) < length(close))) return [];
      if (open) return weekOf(open.open_hours, day);
      return isKnown ? windowsOn(week, day) : [{ from: day, to: day + DAY }];
    }, at);
  }

  #isWithin(windows: (day: number) => { from: number; to: number }[], at: Instant): boolean {
    const local = this.#zone.localAt(at);
    const today = Math.floor(local / DAY) * DAY;
    return [today - DAY, today].some((day) =>
      windows(day).some(({ from, to }) => from <= local && local < to),
    );
  }
}

interface Range {
  starts_at: string;
  ends_at: string;
}

type Hours = Pick<Settings, 'uses_business_hours' | 'custom_chat_hours'>;

function weekOf(windows: string[], day: number): { from: number; to: number }[] {
  const week = Object.fromEntries(
    ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((one) => [
      one,
      windows,
    ]),
  );
  return windowsOn(week, day);
}

/** What takes nothing off and empties nothing, but says that it is closed, is believed. */
function onlySpeaks(closure: Closure | null): boolean {
  if (closure === null || closure.announces || closure.rank === 3) return false;
  const { open, leave, reachable, chatHours } = closure.effect;
  return !open && !leave && reachable === 'keep' && chatHours === 'keep';
}
