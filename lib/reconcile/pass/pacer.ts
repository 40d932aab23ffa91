import type { Clock, Instant } from '../../clock.ts';
import type { Organization } from '../../config/model.ts';
import type { Store } from '../../store/store.ts';
import { spacingOf } from '../situation/spacing.ts';
import type { Crowding } from './crowding.ts';
import { FullMinute } from './full-minute.ts';
import { OwnSlots } from './own-slots.ts';
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

/** A slot that was missed by half a spacing, or this, is given up rather than used in a burst. */
const LATE_MILLISECONDS = 50;
/** What is used later than this has all behind it come as much later. Less is what requests differ by on their way. */
const UNNOTICED_MILLISECONDS = 125;
/** By how much a clock goes back without anybody having set it. */
const SET_BACK_MILLISECONDS = 1000;

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
  const slots = new OwnSlots(store, organization.id, clock, spacing);
  let pair: Instant[] = [];
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
    slots.forget();
    pair = [];
    pausedUntil -= back;
    minute.setBack(back);
  }

  function nextSlot(): Promise<Instant> {
    return slots.next(Math.max(clock.now() - tolerance, pausedUntil));
  }

  /** None where they were missed. */
  function pairLeft(): Instant[] {
    const at = pair[0] ?? 0;
    if (at < clock.now() - tolerance || at < pausedUntil) pair = [];
    return pair;
  }

  /** The next slot, and when it can be used: the minute may have no room before. */
  async function usableSlot(): Promise<{ slot: Instant; from: Instant }> {
    for (;;) {
      const paired = pairLeft().shift();
      const slot = paired ?? (await nextSlot());
      const from = Math.max(slot, minute.roomFrom(), clock.now());
      const late = from - slot;
      // A write that its read waits for goes out, whatever comes behind it.
      if (late <= unnoticed || (await slots.isMovedBehind(late)) || paired !== undefined)
        return { slot, from };
    }
  }

  /** Of a silence that another process was told of since its slots and ours were reserved. */
  async function heedOthers(): Promise<void> {
    if (!slots.isShared) return;
    const until = await readSilence(store, organization.id, clock.now());
    pausedUntil = Math.max(pausedUntil, until ?? 0);
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
      if (wait > 0) await clock.sleep(wait, signal).catch((error) => leaveToNext(slot, error));
      await heedOthers();
      // Somebody may have been told to wait while this slot was waited for.
      if (slot >= pausedUntil) return minute.begin();
    }
  }

  /** Whoever gives up waiting loses no slot of those behind him: at a small quota they would not have theirs in time either. */
  function leaveToNext(slot: Instant, error: unknown): never {
    pair = [slot, ...pair];
    throw error;
  }

  async function reservePair(): Promise<Instant> {
    followClock();
    if (pausedUntil - clock.now() > PATIENCE_MILLISECONDS) throw new SilenceError(pausedUntil);
    const from = Math.max(pausedUntil, minute.roomFrom(1));
    if (pairLeft().length < 2) {
      const at = await slots.pair(from);
      pair = [at, at];
    }
    return Math.max(pair[0] as Instant, from);
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
