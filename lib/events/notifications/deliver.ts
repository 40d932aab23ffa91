import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import type { NotificationKind, Receiver } from '../../config/model.ts';
import { instant, jsonNote, readNote, saveNote } from '../../store/notes.ts';
import type { OutboxFact, Store } from '../../store/store.ts';
import { type Notice, noticeIn, queueOf } from './notice.ts';
import { NotTakenError, type Sending, send } from './send.ts';

/** Notices looked at in one go: one message names ten of them and counts the rest. */
const MOST_AT_ONCE = 1000;
/** Of what comes close together one message is made: it waits until nothing more has come for so long … */
const QUIET_MILLISECONDS = 5_000;
/** … or the first of them has waited so long; and of a kind no two messages come closer than that. */
const BUNDLE_MILLISECONDS = 60_000;
/** What is older is given up by a receiver that has taken nothing for as long: a host that was off has told nobody. */
const GIVEN_UP_MILLISECONDS = 24 * 3600_000;
/** What is older still, and not taken when it is told, is given up in any case. */
const LONGEST_KEPT_MILLISECONDS = 7 * 24 * 3600_000;
const FIRST_WAIT_MILLISECONDS = 10_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;
const MOST_FAILURES = 10_000;
/** What is a fact of its day, and is found again at every try of that day. */
const DAILY = new Set(['Calendar Alert', 'Key Refused']);
const DAY_MILLISECONDS = 24 * 3600_000;
/** Of those, so many are remembered as told. */
const MOST_TOLD = 1000;

const delivery = z.object({
  failures: z.int().min(0).max(MOST_FAILURES),
  since: instant.nullable(),
  nextAt: instant.nullable(),
  error: z.string().max(200).nullable(),
  /** When the last message of a kind went out. */
  sentAt: z.partialRecord(z.string(), instant),
  /** When what is found again and again was told, by its id; left out: nothing was. */
  told: z.record(z.string(), instant).exactOptional(),
});
/** How it goes with one receiver. `since`: when it began to fail, null where it does not. */
type Delivery = z.infer<typeof delivery>;

const DELIVERY = jsonNote<Delivery>('delivery', delivery);
const NEW: Delivery = { failures: 0, since: null, nextAt: null, error: null, sentAt: {} };

export interface Delivering extends Sending {
  store: Store;
  /** Told of what could not be told to a receiver for a day. */
  onGivenUp?(receiver: Receiver, notices: number): void;
}

/**
 * Tells a receiver what lies in its queue and is ripe; stops at what it does not take, and waits longer each time.
 * @param isLast nothing more comes for now: all is ripe
 */
export async function deliver(delivering: Delivering, receiver: Receiver, isLast = false): Promise<void> {
  const { store, clock } = delivering;
  const queue = queueOf(receiver);
  const facts = await store.takeOutbox(queue, MOST_AT_ONCE);
  if (facts.length === 0) return;
  const known = (await readNote(store, queue, DELIVERY)) ?? NEW;
  const now = clock.now();
  if (known.nextAt !== null && known.nextAt > now) return;
  const { told = {} } = known;
  const again = facts.filter(({ id }) => now - (told[id] ?? Number.NEGATIVE_INFINITY) < DAY_MILLISECONDS);
  if (again.length > 0) await store.ackOutbox(again);
  const anew = facts.filter((fact) => !again.includes(fact));
  const bundles = bundlesOf(receiver, anew);
  const isNow = isLast || receiver.way === 'webhook';
  const ripe = isNow ? bundles : bundles.filter((one) => isRipe(one, known.sentAt[one.kind] ?? null, now));
  const { left, since } = await tell(delivering, receiver, ripe, known);
  const isDown = since !== null && since <= now - GIVEN_UP_MILLISECONDS;
  const kept = now - (isDown ? GIVEN_UP_MILLISECONDS : LONGEST_KEPT_MILLISECONDS);
  const untellable = anew.filter((fact) => !noticeIn(fact) && fact.at < now - GIVEN_UP_MILLISECONDS);
  const old = [...left.filter(({ at }) => at < kept), ...untellable];
  if (old.length === 0) return;
  await store.ackOutbox(old);
  delivering.onGivenUp?.(receiver, old.length);
}

/** Facts that go out in one message, and the notices in them. */
interface Bundle {
  kind: NotificationKind;
  facts: OutboxFact[];
  notices: [Notice, ...Notice[]];
}

/** What was not taken, and since when nothing is. */
async function tell(
  delivering: Delivering,
  receiver: Receiver,
  bundles: readonly Bundle[],
  known: Delivery,
): Promise<{ left: OutboxFact[]; since: Instant | null }> {
  const { store, clock } = delivering;
  const queue = queueOf(receiver);
  let state = known;
  for (const [index, { kind, facts, notices }] of bundles.entries()) {
    try {
      await send(delivering, receiver, notices);
    } catch (error) {
      const said = error instanceof NotTakenError ? error.message : 'its address could not be read';
      const failing = failed(state, said, clock.now());
      await saveNote(store, queue, DELIVERY, failing);
      return { left: bundles.slice(index).flatMap((one) => one.facts), since: failing.since };
    }
    await store.ackOutbox(facts);
    const now = clock.now();
    state = { ...NEW, sentAt: { ...state.sentAt, [kind]: now }, ...toldWith(state, facts, now) };
  }
  if (state !== known) await saveNote(store, queue, DELIVERY, state);
  return { left: [], since: null };
}

function toldWith(
  { told = {} }: Delivery,
  facts: readonly OutboxFact[],
  now: Instant,
): Pick<Delivery, 'told'> {
  const lately = Object.entries(told).filter(([, at]) => now - at < DAY_MILLISECONDS);
  const daily = facts.filter(({ type }) => DAILY.has(type)).map(({ id }): [string, Instant] => [id, now]);
  const all = [...lately, ...daily].slice(-MOST_TOLD);
  return all.length === 0 ? {} : { told: Object.fromEntries(all) };
}

function failed({ failures, since, sentAt, told }: Delivery, error: string, now: Instant): Delivery {
  const wait = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** failures);
  return {
    failures: Math.min(failures + 1, MOST_FAILURES),
    since: since ?? now,
    nextAt: now + wait,
    error,
    sentAt,
    ...(told ? { told } : {}),
  };
}

/**
 * A webhook carries one event; of everything else those of one type go together, in the order of the last of each: whoever
 * reads that writing goes on, and then that it is paused, knows how it stands.
 */
function bundlesOf({ way }: Receiver, facts: readonly OutboxFact[]): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const fact of facts) {
    const notice = noticeIn(fact);
    if (!notice) continue;
    const key = way === 'webhook' ? notice.id : notice.type;
    const bundle = bundles.get(key);
    if (bundle) {
      bundle.facts.push(fact);
      bundle.notices.push(notice);
    } else bundles.set(key, { kind: notice.kind, facts: [fact], notices: [notice] });
  }
  return [...bundles.values()].sort((a, b) => a.facts.at(-1)!.at - b.facts.at(-1)!.at);
}

function isRipe({ facts }: Bundle, sentAt: Instant | null, now: Instant): boolean {
  if (sentAt !== null && now - sentAt < BUNDLE_MILLISECONDS) return false;
  const [first, last] = [facts[0]!.at, facts.at(-1)!.at];
  return now - last >= QUIET_MILLISECONDS || now - first >= BUNDLE_MILLISECONDS;
}

/** How it goes with a receiver; null where it was never told anything. */
export async function deliveryOf(
  store: Pick<Store, 'readNote'>,
  receiver: Receiver,
): Promise<Delivery | null> {
  return readNote(store, queueOf(receiver), DELIVERY);
}
