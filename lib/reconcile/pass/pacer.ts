import type { Clock, Instant } from '../../clock.ts';
import type { Organization } from '../../config/model.ts';
import type { Store } from '../../store/store.ts';
import { spacingOf } from '../situation/spacing.ts';
import type { Crowding } from './crowding.ts';
import { FullMinute } from './full-minute.ts';
import { boundedSilence, keepSilence, PATIENCE_MILLISECONDS, readSilence, SilenceError } from './silence.ts';

/** Hands out request slots of one organization; fits the client's `limiter`. */
export interface Pacer {
  /** Resolves to what has to be called when the request that it was for is over, answered or not. */
  acquire(signal?: AbortSignal): Promise<() => void>;
  pauseUntil(instant: Instant): Promise<void>;
  /** Resolves when fewer than so many wait for their slots. */
  fewerWaiting(than: number): Promise<void>;
  /** From when on two requests may follow each other at once; the two slots are kept for whoever asks first. */
  pairFrom(): Promise<Instant>;
  /** What the slowest of the last minute's answers took, ms; 0: there were none. */
  slowestAnswer(): number;
  /** What Partoo has refused since the pacer was made, and how long that took. */
  crowding(): Crowding;
}

/** Told of each wait that somebody could wonder about. */
export type TellWait = (until: Instant, why: string) => void;

/** A shorter wait is not told. */
export const TOLD_MILLISECONDS = 1000;

/** Slots reserved at once: enough to spare the store, few enough that losing them with a process costs a second. */
const BLOCK = 4;
/** A slot that was missed by half a spacing, or this, is given up rather than used in a burst. */
const LATE_MILLISECONDS = 50;
/** What is used later than this has all behind it come as much later. Less is what requests differ by on their way. */
const UNNOTICED_MILLISECONDS = 125;
/** Between the slots of two processes a hair more: of each other's requests they do not know when they arrived. */
const SHARED_MARGIN = 1.004;
/** By how much a clock goes back without anybody having set it. */
const SET_BACK_MILLISECONDS = 1000;
/** How long another process' slots are kept in mind. */
const SHARED_MILLISECONDS = 120_000;
/** Blocks of other processes that may lie before ours; a longer wait is a silence, even where nobody wrote it down. */
const MOST_BLOCKS_BEFORE = 8;

/**
 * Slots come from the store, so that all functions and processes on it keep one organization's quota together. Of its own
 * requests a process knows more: none begins before the minute has room for it, however long others take on their way.
 *
 * Where Partoo asks for a silence that is longer than anybody waits, both methods reject with a SilenceError.
 */
export function createPacer(
  store: Store,
  organization: Organization,
  clock: Clock,
  tell: TellWait = () => {},
): Pacer {
  const spacing = spacingOf(organization);
  // Less than a hair: of most quotas the division gives a little more than went in. Two may always follow each other.
  const perMinute = Math.max(2, Math.ceil(60_000 / spacing - 1e-6));
  const tolerance = Math.max(LATE_MILLISECONDS, spacing / 2);
  const unnoticed = Math.min(tolerance, UNNOTICED_MILLISECONDS);
  let slots: Instant[] = [];
  let pair: Instant[] = [];
  let reservedUntil: Instant | null = null;
  let sharedUntil = 0;
  let pausedUntil = 0;
  const crowding: Crowding = { refused: 0, lostMilliseconds: 0 };
  let turn: Promise<unknown> = Promise.resolve();
  const waiting = new Set<Promise<unknown>>();
  const minute = new FullMinute(clock, perMinute, perMinute * spacing);
  let lastTurnAt = Number.NEGATIVE_INFINITY;

  /** What lies ahead by a clock that was set back since would be waited for as long: it is moved back by as much. */
  function followClock(): void {
    const back = lastTurnAt - clock.now();
    lastTurnAt = clock.now();
    if (back < SET_BACK_MILLISECONDS) return;
    slots = [];
    pair = [];
    pausedUntil -= back;
    minute.setBack(back);
  }

  async function reserve(): Promise<void> {
    const now = clock.now();
    const apart = now < sharedUntil ? spacing * SHARED_MARGIN : spacing;
    let first = await store.reserveSlots(organization.id, BLOCK, apart, now, PATIENCE_MILLISECONDS);
    if (first - now > PATIENCE_MILLISECONDS) {
      await refuseSilence(first, now);
      // Others are before us, which at a slow pace takes as long.
      first = await store.reserveSlots(organization.id, BLOCK, apart, now);
    }
    // Somebody else has reserved in between.
    if (first > now && first !== reservedUntil) shared();
    slots = Array.from({ length: BLOCK }, (_, index) => first + index * apart);
    reservedUntil = first + BLOCK * apart;
  }

  function shared(): void {
    sharedUntil = clock.now() + SHARED_MILLISECONDS;
  }

  /**
   * Moves what has been reserved, and what others will reserve, by as much as a slot is used late: the next one is measured
   * from its use. False where others have reserved behind it, whose slots stay where they are.
   */
  async function isMovedBehind(late: number): Promise<boolean> {
    if (clock.now() < sharedUntil) return false;
    const behind = await store.reserveSlots(organization.id, 1, late, clock.now());
    if (behind !== reservedUntil) {
      shared();
      return false;
    }
    slots = slots.map((slot) => slot + late);
    reservedUntil += late;
    return true;
  }

  async function refuseSilence(first: Instant, now: Instant): Promise<void> {
    const until = await readSilence(store, organization.id, now);
    const queue = PATIENCE_MILLISECONDS + MOST_BLOCKS_BEFORE * BLOCK * spacing;
    if (until !== null || first - now > queue) throw new SilenceError(until ?? first);
  }

  async function nextSlot(): Promise<Instant> {
    const now = clock.now();
    slots = slots.filter((slot) => slot >= now - tolerance && slot >= pausedUntil);
    if (slots.length === 0) await reserve();
    return slots.shift() as Instant;
  }

  /** None where the later one was missed. */
  function pairLeft(): Instant[] {
    const last = pair.at(-1) ?? 0;
    if (last < clock.now() - tolerance || last < pausedUntil) pair = [];
    return pair;
  }

  /** Both of a pair are as good as its later one. */
  function pairedSlot(): Instant | undefined {
    const last = pairLeft().at(-1);
    pair.shift();
    return last;
  }

  /** The next slot, and when it can be used: the minute may have no room before. */
  async function usableSlot(): Promise<{ slot: Instant; from: Instant }> {
    for (;;) {
      const paired = pairedSlot();
      const slot = paired ?? (await nextSlot());
      const from = Math.max(slot, minute.roomFrom(), clock.now());
      const late = from - slot;
      // A write that its read waits for goes out, whatever comes behind it.
      if (late <= unnoticed || (await isMovedBehind(late)) || paired !== undefined) return { slot, from };
    }
  }

  async function takeTurn(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    followClock();
    for (;;) {
      if (pausedUntil - clock.now() > PATIENCE_MILLISECONDS) throw new SilenceError(pausedUntil);
      const { slot, from } = await usableSlot();
      const wait = from - clock.now();
      if (wait > TOLD_MILLISECONDS)
        tell(from, pausedUntil > clock.now() ? 'Partoo asked for it' : 'next request of the quota');
      if (wait > 0) await clock.sleep(wait, signal);
      // Somebody may have been told to wait while this slot was waited for.
      if (slot >= pausedUntil) return minute.begin();
    }
  }

  async function reservePair(): Promise<Instant> {
    followClock();
    if (pausedUntil - clock.now() > PATIENCE_MILLISECONDS) throw new SilenceError(pausedUntil);
    pairLeft();
    while (pair.length < 2) pair.push(await nextSlot());
    return Math.max(pair[1] as Instant, minute.roomFrom(1));
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    const over: Promise<unknown> = mine.catch(() => {}).finally(() => waiting.delete(over));
    turn = over;
    waiting.add(over);
    return mine;
  }

  return {
    acquire: (signal) => inTurn(() => takeTurn(signal)),
    pairFrom: () => inTurn(reservePair),
    slowestAnswer: () => minute.slowest(),
    crowding: () => ({ ...crowding }),
    async fewerWaiting(than) {
      while (waiting.size >= than) await Promise.race(waiting);
    },
    async pauseUntil(instant) {
      const now = clock.now();
      const until = Math.max(pausedUntil, boundedSilence(instant, now));
      crowding.refused += 1;
      crowding.lostMilliseconds += Math.max(0, until - Math.max(now, pausedUntil));
      pausedUntil = until;
      await keepSilence(store, organization.id, pausedUntil);
      if (pausedUntil - now > PATIENCE_MILLISECONDS) throw new SilenceError(pausedUntil);
    },
  };
}
