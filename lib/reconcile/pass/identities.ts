import type { Business } from '../../closures/model.ts';
import { looksClosed } from '../../closures/ours.ts';
import { type BusinessRecord, newRecord } from '../../closures/record.ts';
import type { BusinessMark, ReadBusiness } from '../../store/records.ts';
import type { Directory, Lease, Store } from '../../store/store.ts';
import type { Candidate } from '../situation/candidates.ts';
import { readableRecord, storedOf } from '../situation/marks.ts';
import { followedHistory } from './history-entries.ts';
import { holdsOurs, sameObject } from './own-settings.ts';
import type { ShownSettings } from './read-settings.ts';
import type { SeenSettings } from './seen-settings.ts';

type Clock = { now(): number };

/**
 * Who a business is, where Partoo gives it another id: the id of its settings says so, else its store code, if it still
 * shows what we wrote. What is remembered follows to the new id before anything is decided for it.
 */
export class Identities {
  readonly #store: Store;
  readonly #organization: string;
  readonly #marks: Map<string, BusinessMark>;
  readonly #directory: Directory;
  /** Businesses of the directory that the last listing lacked; null: to be looked for. */
  #missing: readonly Business[] | null = null;
  readonly #clock: Clock;
  /** Ids of businesses that have other ones now. */
  readonly #departed = new Set<string>();
  /** Businesses with something of ours in place, by the id of their settings; null: to be made. */
  #holders: Map<string, string> | null = null;

  /** @param marks those of the pass, kept up to date */
  constructor(
    store: Store,
    organization: string,
    directory: Directory,
    marks: Map<string, BusinessMark>,
    clock: Clock,
  ) {
    this.#store = store;
    this.#organization = organization;
    this.#directory = directory;
    this.#marks = marks;
    this.#clock = clock;
  }

  hasDeparted(business: string): boolean {
    return this.#departed.has(business);
  }

  /**
   * Businesses that the directory did not have before, as long as one is missing in it that something of ours is in place
   * in: it may be one of them.
   */
  strangers(): readonly string[] {
    const { arrived = [], missing } = this.#directory;
    if (arrived.length === 0) return arrived;
    return Object.keys(missing).some((id) => this.#isHolder(id)) ? arrived : [];
  }

  /**
   * Lets the records of a batch follow; `stored` is changed along. Durable at once, both sides of an exchange together;
   * without a lease nothing is stored.
   */
  async follow(
    batch: readonly Candidate[],
    list: ShownSettings,
    stored: Map<string, ReadBusiness>,
    lease: Lease | null,
  ): Promise<void> {
    for (const { business } of batch) {
      const settings = list.seen.get(business.id);
      if (!settings) continue;
      const record = readableRecord(stored.get(business.id), business.id, null);
      if (!record || !this.#isStrange(record, business, settings)) continue;
      const before = await this.#before(business, record, settings, list);
      if (before !== null) await this.#exchange(business, before, stored, lease);
    }
  }

  #isStrange({ business, code, settingId }: BusinessRecord, now: Business, shown: SeenSettings): boolean {
    const { id, settings } = shown;
    // Id and code of the business together outweigh the id of its settings, which Partoo may number anew.
    if (settingId !== null) return !sameObject(settingId, id) && (code === null || code !== now.code);
    return this.#directory.arrived?.includes(business) === true || looksClosed(settings);
  }

  /** The id that a business had before; null where it is none that we know. */
  async #before(
    business: Business,
    record: BusinessRecord,
    shown: SeenSettings,
    list: ShownSettings,
  ): Promise<string | null> {
    const holder = (await this.#settingHolders()).get(String(shown.id));
    // One object shown for two businesses tells nothing.
    if (holder !== undefined) return sameObject(list.seen.get(holder)?.id, shown.id) ? null : holder;
    return record.inPlace === null ? this.#byCode(business, shown) : null;
  }

  async #byCode({ id, code }: Business, { settings }: SeenSettings): Promise<string | null> {
    if (code === null) return null;
    const { businesses, missing } = this.#directory;
    // Few, if any: not all are gone through for each that shows closed without us.
    this.#missing ??= businesses.filter((one) => one.id in missing);
    const lost = this.#missing.find((one) => one.code === code && one.id !== id && this.#isHolder(one.id));
    if (!lost) return null;
    const stored = await this.#store.readBusinesses(this.#organization, [lost.id]);
    const record = stored.get(lost.id)?.record;
    return record && holdsOurs(record, settings) ? lost.id : null;
  }

  #isHolder(business: string): boolean {
    return this.#marks.get(business)?.hasBaseline === true;
  }

  async #settingHolders(): Promise<Map<string, string>> {
    if (this.#holders) return this.#holders;
    const holders = new Map<string, string>();
    const untold: string[] = [];
    for (const { business, hasBaseline, settingId } of this.#marks.values()) {
      if (!hasBaseline) continue;
      // Marks of version 0.1.0 do not say it.
      if (settingId === undefined) untold.push(business);
      else if (settingId !== null) holders.set(String(settingId), business);
    }
    for (const [business, one] of await this.#store.readBusinesses(this.#organization, untold)) {
      const settingId = one.record?.settingId ?? null;
      if (settingId !== null) holders.set(String(settingId), business);
    }
    this.#holders = holders;
    return holders;
  }

  /** An exchange, never a copy over another: ids may have been swapped, and no baseline is ever lost. */
  async #exchange(
    business: Business,
    before: string,
    stored: Map<string, ReadBusiness>,
    lease: Lease | null,
  ): Promise<void> {
    const now = this.#clock.now();
    const pair = await this.#store.readBusinesses(this.#organization, [business.id, before]);
    const followed = readableRecord(pair.get(before), before, business.code);
    const left = readableRecord(pair.get(business.id), business.id, null);
    // What cannot be read fails by itself, when something is decided for it.
    if (!followed || !left) return;
    const isEmpty = left.settingId === null;
    const moved = {
      ...followed,
      ...{ business: business.id, code: business.code, failing: null, gone: false },
    };
    const rest = isEmpty ? { ...newRecord(before, null), gone: true } : { ...left, business: before };
    const [one, other] = [storedOf(moved, now), storedOf(rest, now)];
    stored.set(business.id, one).set(before, other);
    this.#holders = null;
    this.#marks.set(business.id, one.mark).set(before, other.mark);
    if (isEmpty) this.#departed.add(before);
    if (!lease) return;
    await this.#store.saveBusinesses(
      lease,
      [one, other],
      [followedHistory(this.#organization, business, before, now)],
    );
    if (isEmpty) await this.#forget(before, lease);
  }

  /** Nothing is left under the old id: it is looked for no more. */
  async #forget(id: string, lease: Lease): Promise<void> {
    await this.#store.deleteBusinesses(lease, [id]);
    this.#marks.delete(id);
    const directory = await this.#store.readDirectory(this.#organization);
    if (!directory || !(id in directory.missing)) return;
    const { [id]: _departed, ...missing } = directory.missing;
    const businesses = directory.businesses.filter((one) => one.id !== id);
    await this.#store.saveDirectory(this.#organization, { ...directory, businesses, missing });
  }
}
