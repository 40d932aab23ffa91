import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import { VirtualClock } from '../../../../lib/simulation/virtual-clock.ts';
import { openStore } from '../../../../lib/store/index.ts';
import type { StoredBusiness } from '../../../../lib/store/records.ts';
import type { Lease, Store } from '../../../../lib/store/store.ts';
import { stream } from '../draw/stream.ts';
import type { Crash, SpecificHours, Trouble, TroubleKind, Week, World } from '../model.ts';
import { HOUR } from '../truth/zones.ts';
import { Life, wrapped } from './life.ts';
import { openPartoo, type Partoo, troublesAt } from './partoo.ts';
import type { LeaseSeen, Left, Story } from './record.ts';
import { StoreFile } from './store-file.ts';

const LEASES: Readonly<Record<string, LeaseSeen['kind']>> = {
  takeLease: 'take',
  renewLease: 'renew',
  releaseLease: 'release',
};

/** Calls of store and Partoo within an hour: several times as many as one with waves, troubles and crashes takes. */
const MOST_CALLS = 12_000;

/** Troubles of the store, which all have in common. */
const ofAll: readonly TroubleKind[] = ['store', 'newer'];

/** The network is in memory, and so is the store: what happens there happens before the event loop turns twice. */
const QUIET_TURNS = 1;

/** Errors that a store may have at any time: before anything is done, or when all of it is. */
class StoreThrottled extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';
}

export const isThrottled = (error: unknown): boolean => error instanceof StoreThrottled;

/** Everything that a world is played with. */
export class Stage {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly partoos: Map<string, Partoo>;
  readonly story: Story;
  readonly store: Store;
  readonly env = { PARTOO_API_KEY: 'sandbox-key' };
  readonly #plainStore: Store;
  /** null: the store is in memory. */
  readonly #file: StoreFile | null;
  readonly #crashes: Crash[];
  readonly #chance;
  #tellDue: () => void = () => {};
  #hour = { from: Number.NEGATIVE_INFINITY, calls: 0 };
  readonly #endless = Promise.withResolvers<never>();
  /** Rejects where production code goes round and round, which would take for ever. */
  readonly endless: Promise<never> = this.#endless.promise;

  static async open(world: World): Promise<Stage> {
    const file = world.troubles.some(({ what }) => what === 'newer') ? new StoreFile() : null;
    return new Stage(world, await openStore(`sqlite:${file?.path ?? ':memory:'}`), file);
  }

  private constructor(world: World, store: Store, file: StoreFile | null) {
    this.world = world;
    this.#file = file;
    this.clock = new VirtualClock(world.from, QUIET_TURNS);
    this.partoos = new Map(
      world.companies.map((company) => [company.id, openPartoo(world, company, this.clock)]),
    );
    this.#crashes = [...world.crashes];
    this.#chance = stream(world.seed, 'store');
    this.#plainStore = store;
    this.store = wrapped(store, (name, call, args) => this.#stored(name, call, args));
    this.story = {
      versions: new Map(),
      requests: [],
      history: [],
      remembered: [],
      leases: [],
      left: [],
      events: [],
      taken: [],
      reads: [],
      lists: [],
      templates: [],
      accepts: [],
      directories: [],
      saved: [],
      ids: new Map(),
      pauses: [],
      releases: [],
      mistakes: [],
      before: new Map(),
      after: new Map(),
      lastPass: null,
      errors: [],
      killed: [],
    };
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    this.#count();
    const url = new URL(input instanceof Request ? input.url : String(input));
    const partoo = this.partoos.get(url.hostname.split('.')[0]!);
    if (!partoo) throw new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } });
    return partoo.fetch(input, init);
  };

  #count(): void {
    const now = this.clock.now();
    if (now - this.#hour.from >= HOUR) this.#hour = { from: now, calls: 0 };
    this.#hour.calls += 1;
    if (this.#hour.calls > MOST_CALLS)
      this.#endless.reject(new Error(`It has made ${MOST_CALLS} calls within an hour, and goes on.`));
  }

  async #stored<T>(name: keyof Store, call: () => Promise<T>, args: readonly unknown[]): Promise<T> {
    this.#count();
    const trouble = this.#troubleOfStore();
    const isThrottled = trouble !== undefined && this.#chance.chance(trouble.share ?? 0.06);
    const isBefore = this.#chance.chance(0.5);
    if (isThrottled && isBefore) throw new StoreThrottled('before');
    const result = await call();
    if (name === 'setDue' || name === 'saveApplied') this.#tellDue();
    const kind = LEASES[name as string];
    const lease = kind === 'release' ? args[0] : result;
    const at = this.clock.now();
    if (kind && lease) this.story.leases.push({ ...(lease as Lease), at, kind });
    if (name === 'saveCalendars') this.story.saved.push({ organization: args[0] as string, at });
    if (name === 'saveDirectory') this.story.directories.push({ organization: args[0] as string, at });
    if (name === 'saveBusinesses') {
      this.story.history.push(...((args[2] as Story['history'] | undefined) ?? []));
      this.#remember(args[1] as readonly StoredBusiness[]);
    }
    if (isThrottled) throw new StoreThrottled('after');
    return result;
  }

  /** Which release has written the store last. */
  writtenBy(release: 'newer' | 'ours'): void {
    this.#file!.writtenBy(release);
  }

  async close(): Promise<void> {
    await this.#plainStore.close();
    this.#file?.remove();
  }

  #remember(saved: readonly StoredBusiness[]): void {
    const at = this.clock.now();
    for (const { record } of saved)
      this.story.remembered.push({
        ...{ at, code: record.code ?? '' },
        baseline: record.inPlace?.baseline ?? null,
        intends: record.intent !== null,
      });
  }

  /** What the store would say of each organization if it were well. */
  async left(): Promise<Left[]> {
    const store = this.#plainStore;
    const due = await store.listDue(Number.POSITIVE_INFINITY);
    return Promise.all(
      this.world.companies.map(async ({ id }) => ({
        organization: id,
        closures: (await store.listAdHoc(id)).map((closure) => closure.id),
        baselines: (await store.listMarks(id))
          .filter(({ hasBaseline }) => hasBaseline)
          .map(({ business }) => business),
        untold: (await store.takeOutbox(id, 100)).length,
        due: due.filter(({ organization }) => organization === id).length,
      })),
    );
  }

  #troubleOfStore(): Trouble | undefined {
    const all = this.world.companies.flatMap(({ id }) => this.suffers(id, 'store') ?? []);
    return all[0];
  }

  suffers(organization: string, what: TroubleKind): Trouble | undefined {
    return troublesAt(this.world, organization, this.clock.now()).find((trouble) => trouble.what === what);
  }

  /** Whether something may fail now, or has just failed. */
  isExcused(organization: string): boolean {
    const now = this.clock.now();
    return this.world.troubles.some(
      (trouble) =>
        (trouble.organization === organization || ofAll.includes(trouble.what)) &&
        trouble.from <= now &&
        now < trouble.to + 15 * 60_000,
    );
  }

  /** The same of any organization. */
  isUnwell(): boolean {
    return this.world.companies.some(({ id }) => this.isExcused(id));
  }

  /** What the store would tell if it were well: when anything is due next. */
  async firstDue(): Promise<Instant | undefined> {
    return (await this.#plainStore.listDue(Number.POSITIVE_INFINITY))[0]?.dueAt;
  }

  whenDue(tell: () => void): void {
    this.#tellDue = tell;
  }

  /** The life of the next process for an organization: some end early. */
  lifeFor(organization: string): Life {
    const index = this.#crashes.findIndex(
      (crash) => crash.organization === organization && crash.at <= this.clock.now(),
    );
    const [crash] = index < 0 ? [] : this.#crashes.splice(index, 1);
    return crash ? new Life(crash.afterCalls, crash.isBeforeCall) : new Life();
  }

  partooOf(code: string): Partoo {
    return [...this.partoos.values()].find(({ company }) =>
      company.shops.some((shop) => shop.code === code),
    )!;
  }

  /** What Partoo has held of each shop, in order. */
  versions(): Story['versions'] {
    const found: Story['versions'] = new Map();
    for (const { sandbox } of this.partoos.values())
      for (const { business, settings } of sandbox.businesses) {
        const writes = sandbox.writesOf(business.code).map(({ at, body, settings }) => ({
          ...{ at, settings, by: 'product' as const },
          body: body as Settings,
        }));
        const edits = (this.#edits.get(business.code) ?? []).map((edit) => ({
          ...edit,
          by: 'person' as const,
        }));
        const all = [...writes, ...edits].sort((a, b) => a.at - b.at);
        found.set(business.code, [{ at: Number.NEGATIVE_INFINITY, settings, by: 'person' }, ...all]);
      }
    return found;
  }

  /** Somebody changes the opening hours of a shop. */
  openOtherwise(code: string, hours: Week): void {
    const { businesses } = this.partooOf(code).sandbox;
    businesses.find(({ business }) => business.code === code)!.business.open_hours = hours;
  }

  /** Somebody changes its special hours. Resolves to what Partoo tells of it. */
  changeSpecial(code: string, hours: SpecificHours | null): object {
    const { businesses } = this.partooOf(code).sandbox;
    const { business } = businesses.find((one) => one.business.code === code)!;
    business.specific_hours = structuredClone(hours);
    business.modified = this.clock.now() / 1000;
    return { type: 'business_updated', payload: { business: structuredClone(business) } };
  }

  readonly #edits = new Map<string, { at: Instant; settings: Settings }[]>();

  /** Somebody changes something in Partoo's app. */
  edit(code: string, fields: Partial<Settings>): void {
    const settings = this.partooOf(code).sandbox.person.edit(code, fields);
    const all = this.#edits.get(code) ?? [];
    all.push({ at: this.clock.now(), settings: structuredClone(settings) });
    this.#edits.set(code, all);
  }
}
