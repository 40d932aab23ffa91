import type { Clock, Instant } from '../clock.ts';
import { type Lease, LeaseLostError, type Store } from '../store/store.ts';

/** How long a lease is taken for. It is renewed when half of that is left. */
export const LEASE_MILLISECONDS = 120_000;
/** What a lease has to outlive a request's time-out by before a POST is begun (design rule 12). */
const RESERVE_MILLISECONDS = 5_000;

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
