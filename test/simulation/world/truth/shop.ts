/** One shop through its week: what it had to hold, with all that people did to it. Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import { Excuses } from '../check/excuses.ts';
import type { Company, Shop, World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import {
  announcedAt,
  announcedAtSome,
  announcementBounds,
  everKnown,
  rememberedAt,
  withOverAt,
} from './announcements.ts';
import { type Closure, closuresOf, inForce } from './closures.ts';
import { enforcedAfter, enforcedUnseen, enforcesStaged, isAheadOfStaged, isOpening } from './enforcing.ts';
import { copy, holds, isOfSwitchAlone, sameField, showsNothingOf } from './fields.ts';
import { type NullField, RefusedNulls, takeOver } from './refused-nulls.ts';
import { SwitchedAside } from './switched-aside.ts';
import { FIELDS, type Field, isClosed, isNothing, type Wanted, wantedOf } from './wanted.ts';
import { type Day, MINUTE } from './zones.ts';

/** Only what had been read back as ours and then changed is a person's; before that it may be Partoo that is late. */
const READ_BACK = 14 * MINUTE;
/** Until a relaunch is noticed: looks are made every hour. */
const NOTICED = 80 * MINUTE;
/** Between two passes. */
const UNSEEN = 3 * MINUTE;
/** Until a write is read back, and known. */
const CONFIRMED = 20 * MINUTE;
/** An edit so soon before a write may have come after the read that the write went by. */
const RACE = 2 * MINUTE;

interface Override {
  since: Instant;
  /** From then on it is certainly known. */
  noticedBy: Instant;
}

interface Stood {
  at: Instant;
  /** By when it is read back. */
  until: Instant;
  settings: Settings;
  fields: NullField[];
}

/** What is known of a shop at an instant; moved forward from version to version. */
export class ShopTruth {
  readonly closures: readonly Closure[];
  readonly versions: readonly Version[];
  readonly baseline: Settings;
  /** Fields that a person changed while a closure had them: what the closure wanted then. */
  readonly kept = new Map<Field, string>();
  /** Fields of which nobody can say any more what is right in the end. */
  readonly unsure = new Set<Field>();
  /**
   * Weekdays that a person wrote into where ours stood: they stay a person's for as long as anything of ours is in place, and
   * staged closures always are.
   */
  readonly theirDays = new Set<Day>();
  override: Override | null = null;
  readonly nulls: RefusedNulls;
  /** Reopenings by which some fields could not be made null, and by when that is known. */
  readonly stood: Stood[] = [];
  #written = 0;
  readonly #switchedAside = new SwitchedAside();
  /** Fields that a rule takes back from whoever changed them: by when it has. */
  readonly #takenBackBy = new Map<Field, Instant>();
  readonly #hasStaged: boolean;
  /** When all writing was stopped. */
  readonly #pauses: Story['pauses'];
  /** What we asked to have written. */
  readonly #writes: Story['requests'];
  /** Looks are made every hour, where none is made in vain. */
  readonly noticedBy: (at: Instant) => Instant;
  readonly #confirmedBy: (at: Instant) => Instant;
  /** When it was let go of, in order. */
  readonly releases: Story['releases'];
  #releasesSettled = 0;
  /** Nothing is looked at until then. */
  unsureUntil = Number.NEGATIVE_INFINITY;

  constructor(world: World, story: Story, company: Company, shop: Shop) {
    this.closures = closuresOf(world, story, company, shop);
    this.versions = story.versions.get(shop.code)!;
    this.baseline = structuredClone(this.versions[0]!.settings);
    this.releases = story.releases
      .filter(({ codes }) => codes.includes(shop.code))
      .sort((a, b) => a.at - b.at);
    this.#pauses = story.pauses.filter(({ organization }) => organization === company.id);
    this.#hasStaged = this.closures.some(({ staged }) => staged);
    const { id } = JSON.parse(story.before.get(shop.code)!) as { id: number };
    this.#writes = story.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${id}`));
    const excuses = new Excuses(world, story, company, shop.code);
    this.noticedBy = (at) => excuses.after(at, NOTICED);
    this.#confirmedBy = (at) => excuses.after(at, CONFIRMED);
    this.nulls = new RefusedNulls(world, shop.code, this.versions);
  }

  /** @param known what announcements go by */
  wanted(at: Instant, known = this.closures): Wanted {
    const all = [...inForce(this.closures, at), ...announcedAt(known, at)];
    const { override } = this;
    if (override === null) return wantedOf(all, at);
    return wantedOf(
      all.filter(({ rank, start }) => rank === 3 || start > override.since),
      at,
    );
  }

  /** What is in force at an instant to come, as far as anybody knows now. */
  foreseen(at: Instant, now: Instant): Wanted {
    const known = this.closures.filter(({ knownFrom, knownTo }) => knownFrom <= now && now < knownTo);
    const since = this.override?.since ?? Number.NEGATIVE_INFINITY;
    return wantedOf(
      known.filter(({ rank, start, end }) => start <= at && at < end && (rank === 3 || start > since)),
      at,
    );
  }

  /** The instants at which what is wanted may change. */
  bounds(): Instant[] {
    const opened = ({ opens }: Closure) => opens?.flatMap((one) => [one.start, one.end]) ?? [];
    const ofOne = ({ start, end, knownFrom, knownTo }: Closure) => [start, end, knownFrom, knownTo];
    const all = this.closures.flatMap((closure) => [...ofOne(closure), ...opened(closure)]);
    all.push(...announcementBounds(this.closures), ...this.releases.map(({ at }) => at));
    return [...new Set(all)].filter(Number.isFinite).sort((a, b) => a - b);
  }

  /** A person's change. */
  edited(version: Version, previous: Version, next: Version | undefined): void {
    const { at, settings } = version;
    const wanted = this.wanted(at);
    const lastWrite = this.versions.findLast(({ by, at: written }) => by === 'product' && written <= at);
    const isRace = next?.by === 'product' && next.at - at < RACE;
    const isEarly = lastWrite !== undefined && at - lastWrite.at < READ_BACK;
    const isUnsure = at < this.unsureUntil;
    const isAsked = this.#wasUnanswered(at);
    for (const field of FIELDS) {
      if (sameField(field, settings, previous.settings)) continue;
      const value = this.#isUncovered(field, wanted, previous)
        ? 'base'
        : (this.#notTakenBack(field, wanted, previous, at) ?? wanted.values[field]);
      const winner = wanted.winners[field];
      const isOfOpening = value === 'any' && isOpening(winner);
      const isTakenBack = winner?.enforce && value !== 'base' && (value !== 'any' || isOfOpening);
      // Of weekly hours written ahead of time some days are taken back, and others become own hours.
      if (isTakenBack && !winner.staged) {
        this.#enforced(field, at);
        // What had been a person's before the rule had it, nobody can say.
        if (this.kept.has(field) || this.#hasStaged) this.unsure.add(field);
        // Nobody can say whether an opening's were there yet.
        if (isOfOpening && (isRace || sameField(field, previous.settings, this.baseline)))
          this.unsure.add(field);
        continue;
      }
      const isOfStaged = isAheadOfStaged(this, field, previous.settings, at);
      // Who was off by himself, and is taken back before anybody has seen it, goes back to off.
      const isUnseen =
        (field !== 'launched' || !this.baseline.is_launched) && enforcedUnseen(this, field, at);
      if (isRace || isAsked || isTakenBack || isUnsure || isOfStaged || isUnseen) this.unsure.add(field);
      if (value === 'any' || isEarly || isRace || isAsked) this.unsureFrom(at);
      if (field === 'launched' && isEarly && this.#isAsBefore(lastWrite, settings)) this.unsure.add(field);
      // Who looks first once the shop is not left alone any more finds ours changed: whoever enforces takes it back.
      const isLeft = value === 'any' && !isOpening(winner);
      if (isLeft && field !== 'launched' && !sameField(field, previous.settings, this.baseline)) {
        const enforced = enforcedAfter(this, field, at);
        // Where others of its fields are not left, somebody looks before that.
        const isLookedAt = FIELDS.some(
          (one) => wanted.values[one] !== 'any' && wanted.values[one] !== 'base',
        );
        if (enforced === 'always' && !isLookedAt) continue;
        if (enforced !== 'never') this.unsure.add(field);
      }
      if (field === 'launched' && value === 'any' && lastWrite)
        this.baseline.is_launched = this.#switchedAside.own(settings, lastWrite, this.baseline);
      else if (field === 'launched') {
        // Where nothing of ours stands (writing is paused, say), it is no relaunch.
        const isOffByUs = this.baseline.is_launched && lastWrite?.settings.is_launched === false;
        const isOnStill = value === 'off' && !isOffByUs;
        const isUntouched = isOnStill && this.kept.size === 0 && showsNothingOf(wanted, previous);
        // Who switches off by hand what was not taken from us is taken for us: what is there tells the two apart by nothing.
        const isAlone = isOfSwitchAlone(wanted);
        // Weekly hours that stand for one to come keep what people had changed before.
        const isOnAhead = isUntouched && this.#hasStaged;
        if (settings.is_launched && this.#wasToBeOn(at)) {
          this.unsureFrom(at);
          this.unsure.add('launched');
        }
        if (isOnAhead || (isOnStill && !settings.is_launched && (isAlone || this.#wasRefused(at))))
          this.unsure.add('launched');
        this.#relaunched(at, settings.is_launched, isUntouched ? 'base' : value);
      } else if (field === 'hours') this.#hoursEdited(settings, previous.settings, value, at);
      else copy(field, settings, this.baseline);
      if (value !== 'base' && field !== 'launched') this.kept.set(field, value);
    }
  }

  /** Whether the last write of ours before an instant was refused, or never answered. */
  #wasRefused(at: Instant): boolean {
    return this.#lastStatus(at) !== 200;
  }

  /** What is there instead of a write of which nothing is known is asked by writing once more (design rule 12). */
  #wasUnanswered(at: Instant): boolean {
    const status = this.#lastStatus(at);
    return status === 0 || status >= 500;
  }

  /** Whether we were to switch it on since the last write, and were refused: that proves nothing, it may be there late (rule 12). */
  #wasToBeOn(at: Instant): boolean {
    const since =
      this.versions.findLast(({ by, at: written }) => by === 'product' && written <= at)?.at ?? at;
    const isOff = (bound: Instant) => {
      const { launched } = this.wanted(bound).values;
      return launched === 'off' || (launched === 'base' && !this.baseline.is_launched);
    };
    return (
      this.#wasRefused(at) && this.bounds().some((bound) => bound > since && bound < at && !isOff(bound))
    );
  }

  /** What was answered to the last write of ours before an instant; 0: nothing. */
  #lastStatus(at: Instant): number {
    return this.#writes.findLast((one) => one.at < at)?.status ?? 200;
  }

  /** Of what is as it was before our write, and nobody has read otherwise since, Partoo is late, or has lost the write (rule 14). */
  #isAsBefore(write: Version, { is_launched }: Settings): boolean {
    const before = this.versions[this.versions.indexOf(write) - 1];
    return before?.settings.is_launched === is_launched;
  }

  /** Nothing of ours has been written over what is the shop's own yet: Partoo refuses it, say. */
  #isUncovered(field: Field, { values }: Wanted, { settings }: Version): boolean {
    const value = values[field];
    if (field === 'launched' || value === 'any' || value === 'base' || this.kept.has(field)) return false;
    return sameField(field, settings, this.baseline) && !holds(field, value, settings);
  }

  /**
   * What is over is still there, as Partoo refuses that it goes back, or writing is paused: what of it a person changes is
   * kept as before its end (design rule 13). null: it is none of that.
   */
  #notTakenBack(field: Field, { values }: Wanted, previous: Version, at: Instant): string | null {
    const changed = this.#lastChange(field, previous);
    const isHeldUp =
      this.#wasRefused(at) || this.#pauses.some(({ from, resumedBy }) => from <= at && at <= resumedBy);
    const isThere = values[field] === 'base' && changed.by === 'product' && isHeldUp;
    if (field === 'launched' || !isThere || sameField(field, previous.settings, this.baseline)) return null;
    const bounds = this.bounds().filter((bound) => bound >= changed.at && bound <= at);
    const set = [changed.at, ...bounds].map((bound) => this.wanted(bound).values[field]);
    return set.findLast((value) => value !== 'base' && value !== 'any') ?? null;
  }

  /** The version that brought what a field holds in this one; a person may have changed others since. */
  #lastChange(field: Field, version: Version): Version {
    const until = this.versions.slice(0, this.versions.indexOf(version) + 1);
    const before = until.findLastIndex((one) => !sameField(field, one.settings, version.settings));
    return until[before + 1]!;
  }

  /** The rule takes it back with the next look; what is left of it where that comes too late, nobody can say. */
  #enforced(field: Field, at: Instant): void {
    const by = this.noticedBy(at);
    this.#takenBackBy.set(field, by);
    const { values, winners } = this.wanted(at);
    const isStill = (bound: Instant) => {
      const then = this.wanted(bound);
      const isSame =
        then.values[field] === values[field] && (values[field] !== 'any' || isOpening(then.winners[field]));
      return isSame && then.winners[field]?.enforce;
    };
    const isLetGo = this.releases.some((one) => one.at > at && one.at <= by);
    const isForLong = this.bounds().every((bound) => bound <= at || bound > by || isStill(bound));
    if (winners[field] && isForLong && !isLetGo) return;
    this.unsure.add(field);
    this.unsureFrom(at);
  }

  #relaunched(at: Instant, isLaunched: boolean, value: string): void {
    // Taken back before anybody looked: it may have been noticed, or not, and nobody can say who has switched it off.
    if (this.override && at < this.override.noticedBy) {
      this.unsureFrom(at);
      this.unsure.add('launched');
    }
    if (value === 'base' || value === 'any') this.baseline.is_launched = isLaunched;
    else if (isLaunched) {
      // What begins before anybody has noticed may count as begun by then, or not. An enforcing rule may take it back, and where
      // it is over, or all is left as it is, nobody sees it.
      const noticedBy = this.noticedBy(at);
      const isSoon = (bound: Instant) => bound > at && bound <= noticedBy;
      const isUnseen = this.bounds().some((bound) => {
        const { values, winners } = this.wanted(bound);
        return isSoon(bound) && (winners.launched?.enforce || values.launched !== 'off');
      });
      this.baseline.is_launched = true;
      this.override = { since: at, noticedBy };
      // One whose rule is away meanwhile counts from when it would have begun.
      const announced = [
        ...announcedAt(this.closures, noticedBy),
        ...announcedAt(everKnown(this.closures), noticedBy),
      ];
      const later = announcedAtSome(this.closures, isSoon);
      if (isUnseen || later.length > 0 || [...this.closures, ...announced].some(({ start }) => isSoon(start)))
        this.unsureFrom(at, [...announced, ...later]);
    }
  }

  #hoursEdited(settings: Settings, previous: Settings, wanted: string, at: Instant): void {
    const own = this.baseline.custom_chat_hours;
    this.baseline.uses_business_hours = settings.uses_business_hours && previous.uses_business_hours;
    const days = Object.entries(settings.custom_chat_hours ?? {}).filter(
      ([day, windows]) =>
        JSON.stringify(windows) !== JSON.stringify(previous.custom_chat_hours?.[day as 'monday']),
    );
    // What was left of a weekday that a staged closure had taken of is own hours.
    for (const [day] of days as [Day, string[]][]) {
      const isEmptied = previous.custom_chat_hours?.[day]?.length === 0 && own?.[day]?.length !== 0;
      if (wanted !== 'base' || isEmptied) this.theirDays.add(day);
      // Written ahead of time it is a rule's also between its closures, and taken back if that enforces.
      if (isEmptied && enforcesStaged(this.closures, at)) this.unsure.add('hours');
    }
    this.baseline.custom_chat_hours = { ...own, ...Object.fromEntries(days) };
  }

  /** Until all that is in force, and what is announced, has ended, and some time for it to be carried out. */
  unsureFrom(at: Instant, announced: readonly Closure[] = []): void {
    let until = at;
    for (let found: Closure | undefined; ; until = Math.min(found.end, found.knownTo)) {
      const by = this.noticedBy(until);
      found = this.closures.find(
        (one) => Math.max(one.start, one.knownFrom) <= by && Math.min(one.end, one.knownTo) > until,
      );
      if (!found) break;
    }
    until = Math.max(until, ...announced.map(({ end }) => end));
    this.unsureUntil = Math.max(this.unsureUntil, this.noticedBy(until));
  }

  /** Lets go of an override that is over, and of what was kept where nothing is wanted any more. */
  settle(at: Instant): void {
    for (let next = this.releases[this.#releasesSettled]; next && next.at <= at; ) {
      this.#released(next);
      this.#releasesSettled += 1;
      next = this.releases[this.#releasesSettled];
    }
    for (; this.versions[this.#written] && this.versions[this.#written]!.at <= at; this.#written += 1)
      this.#takeOverIn(this.#written);
    const { override } = this;
    if (override !== null && !this.#stands(override.since, at)) this.#overrideEnds(override.since, at);
    // It stays a person's until nothing at all is in place any more.
    if (this.kept.size > 0 && isNothing(this.wanted(at))) this.#keptNoMore(at);
  }

  /** What a reopening could not make null is own from then on, once it is read back; what comes sooner finds it either way. */
  #takeOverIn(index: number): void {
    const version = this.versions[index]!;
    if (version.by === 'person' || !this.nulls.areAny) return;
    const wanted = this.wanted(version.at);
    if (!this.#hasStaged && !isNothing(wanted)) return;
    const fields = this.nulls.standingIn(version, this.baseline).filter((field) => {
      const value = wanted.values[field];
      return value === 'base' || !holds(field, value, version.settings);
    });
    const until = this.#confirmedBy(version.at);
    const next = this.versions[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    // Whether weekly hours stand ahead nobody can say.
    const isRead =
      !this.#hasStaged &&
      next > until &&
      this.bounds().every((bound) => bound <= version.at || bound > until || isNothing(this.wanted(bound)));
    // What may be its own by now is not kept once more.
    const said = fields.filter((field) => !this.unsure.has(field));
    if (said.length > 0 && isRead)
      this.stood.push({ at: version.at, until, settings: version.settings, fields: said });
    for (const field of fields)
      if (isRead) takeOver(field, version.settings, this.baseline);
      else this.unsure.add(field);
  }

  /** A rule that is back before a pass has come was never seen to go, and what was kept is still. */
  #keptNoMore(at: Instant): void {
    const isBack = (bound: Instant) => bound > at && bound <= at + UNSEEN && !isNothing(this.wanted(bound));
    const isUnseen = this.bounds().some(isBack);
    if (!isUnseen && this.#isInPlaceStill(at)) return;
    this.kept.clear();
    if (isUnseen) this.unsureFrom(at);
  }

  /** Whether what is over has not gone back: Partoo refuses it, say. */
  #isInPlaceStill(at: Instant): boolean {
    const lastWrite = this.versions.findLast((one) => one.by === 'product' && one.at <= at);
    if (!lastWrite || isNothing(this.wanted(lastWrite.at))) return false;
    const held = this.versions.findLast((one) => one.at <= at)!.settings;
    return FIELDS.some((field) => !this.kept.has(field) && !sameField(field, held, this.baseline));
  }

  /** Whether something is in force, or announced, that had begun by then. */
  #stands(since: Instant, at: Instant): boolean {
    const all = [
      ...inForce(this.closures, at).filter(({ rank }) => rank !== 3),
      ...announcedAt(this.closures, at),
    ];
    return all.some(({ start }) => start <= since);
  }

  /** What is back before a pass has come, nobody has seen go. */
  #overrideEnds(since: Instant, at: Instant): void {
    this.override = null;
    const soon = this.bounds().filter((bound) => bound > at && bound <= at + UNSEEN);
    const back = soon.find((bound) => this.#stands(since, bound));
    if (back !== undefined) this.unsureFrom(at, announcedAt(this.closures, back));
  }

  #released({ at, isSure }: Story['releases'][number]): void {
    this.override = { since: at, noticedBy: at };
    const isSoon = ({ start, end }: Closure) => start > at && start <= at + READ_BACK && end > at;
    // In the lead of a closing it is that one that is let go of; of what people changed, what goes back depends on who looked.
    const isTouched = this.versions.some(
      ({ by, at: edited }, index) => index > 0 && by === 'person' && edited <= at,
    );
    // Staged closures are let go of for a week.
    if (this.#hasStaged) this.unsureUntil = Number.POSITIVE_INFINITY;
    if (!isSure || isTouched || this.closures.some(isSoon)) {
      this.unsureFrom(at);
      if (isTouched) for (const field of FIELDS) this.unsure.add(field);
    }
  }

  /** Whether people changed it, or let go of it. */
  isTouched(): boolean {
    return this.releases.length > 0 || this.versions.slice(1).some(({ by }) => by === 'person');
  }

  /** Whether what people did leaves no doubt about what it should hold. */
  isSureAt(at: Instant): boolean {
    return (
      at >= this.unsureUntil && this.override === null && this.kept.size === 0 && !this.unsure.has('hours')
    );
  }

  /** Whether a field holds what it may hold. */
  fits(field: Field, held: Settings, at: Instant): boolean {
    if (at < this.unsureUntil || this.unsure.has(field)) return true;
    if (at < (this.#takenBackBy.get(field) ?? 0)) return true;
    // Written ahead of time: whether the shop answers is looked at instead.
    if (this.#hasStaged && field !== 'launched') return true;
    const views = [this.closures, rememberedAt(this.closures, at), withOverAt(this.closures, at)];
    return views.some((known) => this.#fits(field, held, at, this.wanted(at, known)));
  }

  #fits(field: Field, held: Settings, at: Instant, { values }: Wanted): boolean {
    const value = values[field];
    // What a person wrote while all was left alone does not keep a later rule from its own, which is left alone in turn.
    if (value === 'any') return true;
    if (this.kept.has(field)) {
      if (field === 'hours' || this.kept.get(field) !== value)
        return field === 'hours' || holds(field, value, held) || sameField(field, held, this.baseline);
      return sameField(field, held, this.baseline);
    }
    if (this.override && field !== 'launched' && at < this.override.noticedBy) return true;
    return value === 'base' ? this.isOwn(field, held, at) : holds(field, value, held);
  }

  /** Whether a field is as it is without us, but for nulls that Partoo refuses. */
  isOwn(field: Field, held: Settings, at: Instant): boolean {
    return sameField(field, held, this.baseline) || this.nulls.stays(field, held, this.baseline, at);
  }

  closedAt(at: Instant): boolean {
    return isClosed(this.wanted(at));
  }
}
