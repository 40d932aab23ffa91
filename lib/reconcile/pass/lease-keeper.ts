import type { Clock, Instant } from '../../clock.ts';
import { type Lease, LeaseLostError, type Store } from '../../store/store.ts';

/**
 * How long a lease is taken for: what is left of it is what an organization waits after a crash. It is renewed when half
 * of that is left, or less than what is about to be done may take.
 */
export const LEASE_MILLISECONDS = 60_000;
/** How often it is looked whether whoever has a lease is alive. */
const LOOK_MILLISECONDS = 1_000;
/** What a lease has to outlive a request's time-out by before a POST is begun (design rule 12). */
const RESERVE_MILLISECONDS = 5_000;

/** Why nobody keeps a lease any more. */
const OVER = Symbol('over');

/** Holds the lease on one organization for the length of a pass. */
export class LeaseKeeper {
  readonly #store: Store;
  readonly #clock: Clock;
  #lease: Lease;
  #renewal: Promise<void> | null = null;

  constructor(store: Store, clock: Clock, lease: Lease) {
    this.#store = store;
    this.#clock = clock;
    this.#lease = lease;
  }

  get lease(): Lease {
    return this.#lease;
  }

  /**
   * Makes sure that a request which ends within `requestMilliseconds` is over before the lease is.
   * @throws LeaseLostError where another process has it meanwhile
   */
  async ensure(requestMilliseconds: number): Promise<Lease> {
    const needed = requestMilliseconds + RESERVE_MILLISECONDS;
    const left = this.#lease.expiresAt - this.#clock.now();
    if (left < Math.max(needed, LEASE_MILLISECONDS / 2)) {
      this.#renewal ??= this.#renew().finally(() => {
        this.#renewal = null;
      });
      await this.#renewal;
    }
    return this.#lease;
  }

  /**
   * Keeps the lease for as long as something lasts, however long it waits for slots that others have. Where the lease is lost
   * meanwhile, the next thing that needs it says so.
   */
  async keepDuring<T>(work: () => Promise<T>): Promise<T> {
    const over = new AbortController();
    void this.#keepUntil(over.signal).catch(() => {});
    try {
      return await work();
    } finally {
      // A reason that is at hand: without one, an exception with its stack is made for each pass.
      over.abort(OVER);
      await this.#renewal?.catch(() => {});
    }
  }

  async #keepUntil(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await this.#clock.sleep(LEASE_MILLISECONDS / 4, over);
      if (!over.aborted) await this.ensure(0);
    }
  }

  async release(): Promise<void> {
    await this.#store.releaseLease(this.#lease);
  }

  async #renew(): Promise<void> {
    const renewed = await this.#store.renewLease(this.#lease, this.#clock.now(), LEASE_MILLISECONDS);
    if (!renewed) throw new LeaseLostError(this.#lease.organization);
    this.#lease = renewed;
  }
}

/**
 * Takes the lease, asking again every half second until `deadline`; null where another pass keeps it.
 * @param tell told that somebody waits
 */
export async function takeLease(
  store: Store,
  clock: Clock,
  organization: string,
  deadline: Instant,
  tell: (until: Instant, why: string) => void = () => {},
): Promise<LeaseKeeper | null> {
  for (;;) {
    const lease = await store.takeLease(organization, clock.now(), LEASE_MILLISECONDS);
    if (lease) return new LeaseKeeper(store, clock, lease);
    if (clock.now() >= deadline) return null;
    tell(deadline, 'another pass is at work');
    await clock.sleep(500);
  }
}

/**
 * Waits for a lease that somebody else has, because he may be dead: a function leaves its lease behind when it is killed.
 * True as soon as it is free; false where its holder renews it, and so is alive, or where it lasts beyond `until`.
 */
export async function outliveLease(
  { store, clock }: { store: Store; clock: Clock },
  organization: string,
  until: Instant,
): Promise<boolean> {
  const first = await store.lastLease(organization, clock.now());
  for (let last = first; last?.isHeld; last = await store.lastLease(organization, clock.now())) {
    const isAnother = last.token !== first?.token || last.expiresAt !== first.expiresAt;
    if (isAnother || last.expiresAt > until) return false;
    await clock.sleep(Math.min(LOOK_MILLISECONDS, Math.max(1, last.expiresAt - clock.now())));
  }
  return true;
}
