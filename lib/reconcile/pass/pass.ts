import type { Instant } from '../../clock.ts';
import { type Decision, decide } from '../../closures/decide.ts';
import type { Business } from '../../closures/model.ts';
import { isNotCarriedOut } from '../../closures/not-carried-out.ts';
import { looksClosed, showsOverlay } from '../../closures/ours.ts';
import type { BusinessRecord, Failing } from '../../closures/record.ts';
import type { Seen } from '../../closures/times.ts';
import type { Organization } from '../../config/model.ts';
import { isRefusedKey } from '../../partoo/index.ts';
import type { Directory } from '../../store/store.ts';
import { type HistoryEntry, LeaseLostError } from '../../store/store.ts';
import { batchSize, FRESH_MILLISECONDS, PAGE } from '../situation/batch.ts';
import { type Candidate, candidates } from '../situation/candidates.ts';
import { nextInstant } from '../situation/lead.ts';
import { type BusinessMark, markOf, recordOf, storedOf } from '../situation/marks.ts';
import type { Situation } from '../situation/situation.ts';
import { spacingOf } from '../situation/spacing.ts';
import { groupWanted, Wanting } from '../situation/wanted.ts';
import type { Warning } from '../situation/warning.ts';
import { Checks } from './checks.ts';
import type { Account, Deps } from './deps.ts';
import type { Refusals } from './findings.ts';
import { historyOf, keptHistory } from './history-entries.ts';
import { Identities } from './identities.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { ownSettings, recordFor } from './own-settings.ts';
import { type Awaited, ReadBacks } from './read-backs.ts';
import { readSettings, type ShownSettings } from './read-settings.ts';
import { type BusinessResult, errorFacts } from './report.ts';
import type { SeenSettings } from './seen-settings.ts';
import { failingSince, send } from './send.ts';
import { silenceIn } from './silence.ts';
import { closingOverlays, severalSettings, type Trouble, WITHOUT_BASELINE } from './troubles.ts';
import { UnderWay } from './under-way.ts';

export interface PassInput {
  deps: Deps;
  organization: Organization;
  account: Account;
  /** null: a dry run, which decides and writes nothing. */
  keeper: LeaseKeeper | null;
  /** Read again before every batch, so that an urgent closure gets ahead of a running wave. */
  loadSituation(): Promise<Situation>;
  /** The businesses of the situation, and which of them are new or missing. */
  directory: Directory;
  /** The instant that is decided for: that of `run --at`, or the clock's. */
  at(): Instant;
  /** No request is begun after it; null: until converged or stuck. */
  deadline: Instant | null;
  /** How far ahead the pass may wait for an instant at which something is due. */
  lookaheadMilliseconds: number;
  /** See CandidateInput. */
  eager: boolean;
  /** Only these businesses; null: all. */
  only: ReadonlySet<string> | null;
  paused: boolean;
  /** What Partoo is known to refuse for every business. */
  refusals: Refusals;
  /** What is remembered of the businesses: filled by the pass, and kept up to date while it goes on. */
  marks: Map<string, BusinessMark>;
  /** Filled as the pass goes on, so that what was done is told even where it ends in an error. */
  results: BusinessResult[];
  warnings: Warning[];
  signal: AbortSignal | null;
}

export interface PassOutcome {
  /** What is remembered of the businesses now. */
  marks: ReadonlyMap<string, BusinessMark>;
  /** Those that were found to have no settings, and never had any. */
  withoutSettings: readonly Business[];
}

/** Over how long settings have to be missing from every list before it is believed that they are gone. */
const BELIEVED_MILLISECONDS = 3 * 60_000;
/** How often a business whose requests fail is taken up again within one pass. */
const MOST_TRIES = 4;
/**
 * Requests under way at once, as the time that Partoo may take to answer without slowing the pace, ms. More would only
 * wait for their slots, and an urgent closure behind them.
 */
const ANSWER_MILLISECONDS = 2000;
const MOST_AT_ONCE = 16;
/** How often a running wave looks whether something more urgent has come. */
const INTERRUPT_MILLISECONDS = 1000;

const OUT_OF_TIME = { code: 'out-of-time', message: 'The pass had to end; the next one goes on.' };

/** What a look taught of a business that needs no write. */
interface Learned {
  record: BusinessRecord;
  history: HistoryEntry[];
}

/**
 * One reconciliation of one organization: looks at the businesses that the closures (or an unconfirmed write, or a drift
 * check) call for, earliest deadline first, writes what has to be written, and reads back, until converged or stuck.
 */
export class Pass {
  readonly #input: PassInput;
  readonly #marks: Map<string, BusinessMark>;
  readonly #readBacks: ReadBacks;
  readonly #checks: Checks;
  readonly #identities: Identities;
  readonly #underWay = new UnderWay();
  readonly #withoutAny: Business[] = [];
  readonly #tries = new Map<string, number>();
  /** Looked at in this pass, with nothing more to do for what was wanted then (business id → overlay key). */
  readonly #done = new Map<string, string>();
  readonly #spacing: number;
  #askedAt: Instant = 0;
  #interrupted = false;
  #situation!: Situation;
  #wanting!: Wanting;

  constructor(input: PassInput) {
    this.#input = input;
    this.#marks = input.marks;
    const { deps, organization, deadline } = input;
    this.#spacing = spacingOf(organization);
    this.#readBacks = new ReadBacks(deps.clock, this.#spacing, deadline);
    this.#checks = new Checks(deps.store, organization.id, this.#marks);
    const { directory } = input;
    this.#identities = new Identities(deps.store, organization.id, directory, this.#marks, deps.clock);
  }

  async run(): Promise<PassOutcome> {
    await this.#checks.load();
    try {
      await this.#untilConverged();
    } catch (error) {
      // Nothing that has been begun is left behind, and what came first is told.
      await this.#underWay.over().catch(() => {});
      const silence = silenceIn(error);
      if (silence) this.#giveUp(errorFacts(silence), true);
      throw error;
    }
    await this.#saveLooks();
    this.#giveUp();
    return { marks: this.#marks, withoutSettings: this.#withoutAny };
  }

  async #untilConverged(): Promise<void> {
    for (;;) {
      await this.#load();
      if (this.#isOver()) break;
      const ready = this.#ready();
      if (this.#input.paused) {
        // A second look at what is in place can wait without anybody missing it.
        for (const candidate of ready.filter((one) => one.due || this.#marks.get(one.business.id)?.unsettled))
          this.#defer(candidate, 'paused', 'Writing is paused; `resume` starts it again.');
        break;
      }
      const readBacks = this.#readBacks.comeFirst() ? this.#readBacks.due() : [];
      if (readBacks.length > 0) await this.#readBack(readBacks);
      else if (ready.length > 0) await this.#look(this.#batchOf(ready), this.#isCheck(ready));
      else if (this.#underWay.size > 0) await this.#underWay.over();
      else if (this.#readBacks.size > 0) await this.#readBack(await this.#readBacks.next());
      else if (!(await this.#waitForNext())) break;
    }
    await this.#underWay.over();
  }

  async #load(): Promise<void> {
    const situation = await this.#input.loadSituation();
    this.#interrupted = false;
    if (situation === this.#situation) return;
    this.#situation = situation;
    this.#wanting = new Wanting(situation);
  }

  #ready(): Candidate[] {
    const now = this.#input.deps.clock.now();
    return this.#candidates().filter(({ business, overlayKey, due }) => {
      if (this.#done.get(business.id) === overlayKey || this.#underWay.has(business.id)) return false;
      const awaited = this.#readBacks.get(business.id);
      // Of whom something else is wanted by now does not wait for the read-back of what went before.
      return !awaited || (due && awaited.lookAt <= now);
    });
  }

  #candidates(): Candidate[] {
    const { deps, at, eager, only } = this.#input;
    const found = candidates({
      situation: this.#situation,
      wanting: this.#wanting,
      marks: this.#marks,
      at: at(),
      now: deps.clock.now(),
      spacing: this.#spacing,
      eager,
      strangers: new Set(this.#identities.strangers()),
    });
    return found.filter(
      ({ business: { id } }) => !this.#identities.hasDeparted(id) && (only === null || only.has(id)),
    );
  }

  /** What one request reads: as many as can be written while it is fresh, or a page to check. */
  #batchOf(ready: readonly Candidate[]): Candidate[] {
    if (ready[0]?.check) return ready.slice(0, PAGE);
    return ready.slice(0, batchSize(this.#spacing)).filter(({ check }) => !check);
  }

  /** Whether nothing is begun any more: what is under way takes the slots that are left until the deadline. */
  #isOver(): boolean {
    const { deadline, deps, signal } = this.#input;
    if (signal?.aborted) return true;
    return deadline !== null && deps.clock.now() + this.#underWay.size * this.#spacing >= deadline;
  }

  /** Nothing is to be written, now and by the clock: what is left is to see that all is as it was. */
  #isCheck(ready: readonly Candidate[]): boolean {
    const { deps, at, only } = this.#input;
    return only === null && Math.abs(at() - deps.clock.now()) < 1000 && ready[0]?.check === true;
  }

  async #saveLooks(): Promise<void> {
    const { deps, keeper } = this.#input;
    if (!keeper) return;
    // Whoever was seen is none any more; whoever could not be read still is.
    const missed = this.#candidates().some(({ check }) => check);
    await this.#checks.save(keeper.lease, !missed, deps.clock.now());
  }

  /**
   * Reads a batch, decides for each business, and begins the writes: while the last of them are answered, the next batch is
   * read. `isCheck`: the whole pass is a drift check.
   */
  async #look(batch: readonly Candidate[], isCheck = false): Promise<void> {
    const { deps, organization, account, deadline } = this.#input;
    const ids = batch.map(({ business }) => business.id);
    await this.#input.keeper?.ensure(0);
    const readAt = deps.clock.now();
    let list: ShownSettings;
    try {
      list = await readSettings(account.client, ids, deadline);
    } catch (error) {
      if (isOrganizationWide(error)) throw error;
      // Left over, not failing: there was no time to ask.
      if (this.#isOver()) return;
      for (const candidate of batch) this.#failed(candidate, errorFacts(error));
      return;
    }
    const others = isCheck ? this.#withoutThoseAsWritten(batch, list) : batch;
    const stored = await deps.store.readBusinesses(
      organization.id,
      others.map(({ business }) => business.id),
    );
    await this.#identities.follow(others, list, stored, this.#input.keeper?.lease ?? null);
    const writes: { candidate: Candidate; decision: Decision }[] = [];
    const learned: Learned[] = [];
    const isReadBack = ids.every((id) => this.#readBacks.has(id));
    let shown = 0;
    for (const candidate of others) {
      const { business } = candidate;
      if (this.#identities.hasDeparted(business.id)) continue;
      let settings: SeenSettings | null;
      let record: BusinessRecord;
      let decision: Decision | null;
      try {
        record = recordOf(stored.get(business.id), business.id, business.code);
        settings = ownSettings(record, list);
        if (settings) record = recordFor(record, business.code, settings);
        decision = settings ? this.#decide(candidate, { ...record, unowned: null }, settings) : null;
      } catch (error) {
        // What is remembered of one business cannot be made sense of: that is no reason to leave the others (rule 19).
        this.#failed(candidate, errorFacts(error));
        continue;
      }
      const trouble = this.#troubleOf(candidate, record, decision, settings, list);
      if (trouble) {
        await this.#leaveAlone(candidate, record, trouble);
        continue;
      }
      if (!decision) {
        const isUnreadable = !list.isComplete || list.unreadable.has(business.id);
        await this.#withoutSettings(candidate, record, isUnreadable, list.seen.size > 0);
        continue;
      }
      this.#report(candidate, decision);
      if (decision.write) writes.push({ candidate, decision });
      else learned.push(...this.#keep(candidate, decision, record, isCheck));
      if (!decision.write && !decision.late) shown += 1;
    }
    if (isReadBack) this.#readBacks.learn(shown === ids.length);
    // All at once: a look that shows nothing new costs one transaction, not one a business.
    await this.#save(learned);
    if (this.#input.keeper === null) {
      for (const { candidate, decision } of writes) this.#wouldWrite(candidate, decision);
      return;
    }
    const atOnce = Math.min(MOST_AT_ONCE, Math.max(2, Math.ceil(ANSWER_MILLISECONDS / this.#spacing)));
    for (const { candidate, decision } of writes) {
      await this.#underWay.room(atOnce);
      // Too old to write over, or something has changed: taken up again in the next batch, with a fresh read.
      if (deps.clock.now() - readAt > FRESH_MILLISECONDS || this.#isOver() || (await this.#isInterrupted()))
        return;
      this.#underWay.begin(candidate.business.id, () => this.#write(candidate, decision));
    }
  }

  /** What keeps a business from being touched although it can be read. */
  #troubleOf(
    candidate: Candidate,
    record: BusinessRecord,
    decision: Decision | null,
    settings: SeenSettings | null,
    list: ShownSettings,
  ): Trouble | null {
    const { business, group, decidedAt } = candidate;
    const ids = list.several.get(business.id)?.map(({ id }) => id);
    // What is ours goes back to where it was written; nothing else is written.
    const wanted = this.#wanting.desired(business, groupWanted(group, decidedAt, record.override), {});
    if (ids && !(decision && wanted.overlayKey === '')) return severalSettings(ids);
    const isFirst = record.baseline === null && (decision?.record.baseline != null || record.unowned);
    const shown = settings?.settings;
    if (!isFirst || !shown || !looksClosed(shown)) return null;
    const unowned = closingOverlays(candidate, this.#wanting, record.unowned).find((overlay) =>
      showsOverlay(shown, overlay),
    );
    return unowned ? { error: WITHOUT_BASELINE, unowned } : null;
  }

  /** Fails without a write, and is looked at again; at the end of what is in place at the latest. */
  async #leaveAlone(
    candidate: Candidate,
    record: BusinessRecord,
    { error, unowned }: Trouble,
  ): Promise<void> {
    const now = this.#input.deps.clock.now();
    const failing = failingSince(record, error, now, null);
    const ends = record.closures.flatMap(({ end }) => (end !== null && end > now ? [end] : []));
    const nextTryAt = Math.min(failing.nextTryAt, ...ends);
    const left = { ...record, failing: { ...failing, nextTryAt }, unowned: unowned ?? null };
    await this.#save([{ record: left, history: [] }]);
    this.#tries.set(candidate.business.id, MOST_TRIES);
    this.#failed(candidate, error);
  }

  /** Passes over those that show just what was read back after our write. */
  #withoutThoseAsWritten(batch: readonly Candidate[], { seen }: ShownSettings): Candidate[] {
    const look = { seenAt: this.#input.deps.clock.now(), seenDecidedAt: this.#input.at() };
    return batch.filter(({ business, group, decidedAt, overlayKey }) => {
      const { id } = business;
      const { closures } = this.#wanting.desired(business, groupWanted(group, decidedAt), {});
      if (!this.#checks.isAsWritten(id, seen.get(id), closures)) return true;
      this.#checks.seen(id, look);
      this.#done.set(id, overlayKey);
      return false;
    });
  }

  /** Whether an ad-hoc closure came, changed or went since the batch was put together. */
  async #isInterrupted(): Promise<boolean> {
    const now = this.#input.deps.clock.now();
    if (now - this.#askedAt >= INTERRUPT_MILLISECONDS) {
      this.#askedAt = now;
      this.#interrupted = (await this.#input.loadSituation()) !== this.#situation;
    }
    return this.#interrupted;
  }

  #decide(candidate: Candidate, record: BusinessRecord, seen: Seen): Decision {
    const { deps, at, refusals } = this.#input;
    const { business, group, decidedAt } = candidate;
    // Known for all: it is not remembered for each, so that a later probe may overturn it.
    const refused: BusinessRecord['refused'] = refusals.emptyDays ? ['chat-hours'] : record.refused;
    const decision = decide(
      { ...record, refused },
      seen,
      (override) => this.#wanting.desired(business, groupWanted(group, decidedAt, override), record.overlay),
      { now: deps.clock.now(), at: at() },
      this.#input.keeper?.lease.token ?? 0,
    );
    return { ...decision, record: { ...decision.record, refused: record.refused } };
  }

  /** A decision without a write: what was learned is remembered, and a late business is looked at again. */
  #keep(candidate: Candidate, decision: Decision, before: BusinessRecord, isCheck: boolean): Learned[] {
    const { id } = candidate.business;
    const history = [
      ...historyOf(this.#input.organization.id, decision),
      ...keptHistory(this.#input.organization.id, decision, this.#input.deps.clock.now()),
    ];
    if (decision.late && isNotCarriedOut(decision.record) && !this.#readBacks.has(id)) {
      // It is known since the last time, and not yet to be written again.
      this.#notShown(candidate, decision.record, null);
    } else if (decision.late && this.#input.keeper) {
      const known = this.#readBacks.get(id);
      const last = decision.record.last;
      this.#await(
        candidate,
        known?.action ?? last?.action ?? 'change',
        known?.reason ?? last?.reason ?? 'late',
        { looks: (known?.looks ?? -1) + 1, record: decision.record },
      );
    } else {
      this.#readBacks.delete(id);
      this.#done.set(id, candidate.overlayKey);
    }
    const isAsBefore = history.length === 0 && !isNew(before, decision.record);
    if (isAsBefore && before.baseline === null) return [];
    if (!isAsBefore || !isCheck || !this.#checks.mayCount(id)) return [{ record: decision.record, history }];
    this.#checks.seen(id, decision.record);
    return [];
  }

  async #write(candidate: Candidate, decision: Decision): Promise<void> {
    const { deps, organization, account, keeper, deadline } = this.#input;
    const { business } = candidate;
    const write = decision.write;
    if (!write || !keeper) return;
    const sending = await send({
      ...{ deps, organization, account, keeper, deadline, decision, business },
      refusedNulls: this.#input.refusals.nulls,
    });
    this.#marks.set(business.id, markOf(sending.record, deps.clock.now()));
    for (const warning of sending.warnings) this.#warn(warning);
    if (sending.kind === 'sent') {
      this.#await(candidate, write.action, write.reason);
      this.#tell();
    } else if (sending.kind === 'held-back' && this.#isOver()) {
      // Nothing has happened to it: it is left over, and goes first in the next pass.
    } else if (sending.kind === 'refused' || this.#countTry(business.id) >= MOST_TRIES) {
      this.#readBacks.delete(business.id);
      this.#failed(candidate, sending.error, write);
    } else if (sending.kind === 'unknown') {
      // It may have been carried out: reading tells (rule 12).
      this.#await(candidate, write.action, write.reason, { isUnsure: true });
    }
  }

  #await(
    candidate: Candidate,
    action: Awaited['action'],
    reason: string,
    {
      looks = 0,
      isUnsure = false,
      record = null,
    }: { looks?: number; isUnsure?: boolean; record?: BusinessRecord | null } = {},
  ): void {
    if (this.#readBacks.add({ candidate, action, reason, looks, isUnsure })) return;
    this.#notShown(candidate, record, { action, reason });
  }

  /** What Partoo does not show is left to the next pass: it is late, or it was not carried out. */
  #notShown(
    candidate: Candidate,
    record: BusinessRecord | null,
    what: Pick<Awaited, 'action' | 'reason'> | null,
  ): void {
    this.#done.set(candidate.business.id, candidate.overlayKey);
    const { action, reason } = what ?? record?.last ?? { action: 'change' as const, reason: 'late' };
    const told = { action, reason };
    if (record && isNotCarriedOut(record)) {
      const { code, message } = record.failing as Failing;
      this.#push(candidate.business, { ...told, outcome: 'failed', error: { code, message } });
      return;
    }
    const message = 'Partoo does not show the change yet; it is looked at again.';
    this.#push(candidate.business, {
      ...told,
      outcome: 'deferred',
      error: { code: 'propagating', message },
    });
  }

  async #readBack(page: readonly Candidate[]): Promise<void> {
    await this.#look(page.map((candidate) => this.#fresh(candidate)));
  }

  /** A candidate as the situation of now has it. */
  #fresh(candidate: Candidate): Candidate {
    const business = this.#situation.businessOf.get(candidate.business.id);
    const group = this.#situation.groupOf.get(candidate.business.id);
    if (!business || !group) return candidate;
    return { ...candidate, business, group, decidedAt: Math.max(candidate.decidedAt, this.#input.at()) };
  }

  /**
   * Waits for the next instant at which something is due, if it lies within the lookahead; by the second, so that a
   * closure that somebody asks for meanwhile begins at once.
   */
  async #waitForNext(): Promise<boolean> {
    const { deps, organization, lookaheadMilliseconds, at } = this.#input;
    if (lookaheadMilliseconds <= 0) return false;
    const next = nextInstant(this.#situation, at(), this.#spacing);
    if (next === null || next - at() > lookaheadMilliseconds) return false;
    deps.tell({ kind: 'waiting', organization: organization.id, until: next, why: 'next closure' });
    while (at() < next && !this.#isOver()) {
      await this.#input.keeper?.ensure(0);
      await deps.clock.sleep(Math.min(Math.max(1, next - at()), 1000));
      if ((await this.#input.loadSituation()) !== this.#situation) break;
    }
    this.#done.clear();
    return true;
  }

  /** @param othersShown whether the same list shows settings of others, and so is no empty answer for all */
  async #withoutSettings(
    candidate: Candidate,
    record: BusinessRecord,
    unreadable: boolean,
    othersShown: boolean,
  ): Promise<void> {
    const { clock } = this.#input.deps;
    const error = unreadable
      ? {
          code: 'unreadable-settings',
          message: 'Partoo sent messaging settings that do not fit their description, or not all of them.',
        }
      : { code: 'no-settings', message: 'Partoo holds no messaging settings for this business.' };
    // Settings that were there before, and those of all at once, may be missing from one list by mistake: only a third
    // is believed, and not three at once. Where nobody ever had any, the key may not see them: that is never taken for
    // an answer.
    const since = record.failing?.since ?? clock.now();
    const isThird = (record.failing?.attempts ?? 0) >= 2 && clock.now() - since >= BELIEVED_MILLISECONDS;
    const isBelieved = othersShown
      ? record.settingId === null || isThird
      : isThird && [...this.#marks.values()].some(({ seenAt, failing }) => seenAt !== null && !failing);
    const mute = error.code === 'no-settings' && record.baseline === null && isBelieved;
    const failing = {
      ...failingSince(record, error, clock.now(), mute ? 24 * 3600_000 : null),
      ...(mute ? { isBelieved: true } : {}),
    };
    if (this.#input.keeper) await this.#save([{ record: { ...record, failing }, history: [] }]);
    if (mute) {
      this.#done.set(candidate.business.id, candidate.overlayKey);
      this.#readBacks.delete(candidate.business.id);
      this.#withoutAny.push(candidate.business);
    } else this.#failed(candidate, error);
  }

  #failed(candidate: Candidate, error: { code: string; message: string }, write?: Decision['write']): void {
    const { id } = candidate.business;
    if (!write && this.#countTry(id) < MOST_TRIES && error.code !== 'no-settings') return;
    this.#done.set(id, candidate.overlayKey);
    const awaited = this.#readBacks.get(id);
    this.#readBacks.delete(id);
    const wanted = this.#wanting.desired(
      candidate.business,
      groupWanted(candidate.group, candidate.decidedAt),
      {},
    );
    this.#push(candidate.business, {
      action: write?.action ?? awaited?.action ?? (wanted.overlayKey === '' ? 'reopen' : 'close'),
      reason: write?.reason ?? awaited?.reason ?? wanted.reason,
      outcome: 'failed',
      error,
    });
  }

  #countTry(id: string): number {
    const tries = (this.#tries.get(id) ?? 0) + 1;
    this.#tries.set(id, tries);
    return tries;
  }

  async #save(learned: readonly Learned[]): Promise<void> {
    const { deps, keeper } = this.#input;
    if (!keeper || learned.length === 0) return;
    const now = deps.clock.now();
    await deps.store.saveBusinesses(
      keeper.lease,
      learned.map(({ record }) => storedOf(record, now)),
      learned.flatMap(({ history }) => history),
    );
    for (const { record } of learned) this.#marks.set(record.business, markOf(record, now));
  }

  #report({ business }: Candidate, decision: Decision): void {
    for (const field of decision.rewritten)
      this.#warn({
        code: 'rewritten',
        message: `${label(business)}: Partoo keeps the ${field} otherwise than it is sent; people read something else than was written.`,
      });
    for (const { kept, ...result } of decision.results) {
      this.#push(business, { ...result, ...(kept.length > 0 ? { kept } : {}) });
      if (kept.length > 0) {
        this.#input.deps.tell({
          kind: 'alert',
          organization: this.#input.organization.id,
          business: business.id,
          code: 'manual-change-kept',
          message: `${label(business)}: ${kept.join(', ')} ${kept.length === 1 ? 'stays' : 'stay'} as it was changed; \`restore\` puts the baseline back.`,
        });
      }
    }
  }

  #wouldWrite({ business, overlayKey }: Candidate, { write }: Decision): void {
    this.#done.set(business.id, overlayKey);
    if (write) this.#push(business, { action: write.action, reason: write.reason, outcome: 'deferred' });
  }

  #defer({ business, group, decidedAt }: Candidate, code: string, message: string): void {
    const wanted = this.#wanting.desired(business, groupWanted(group, decidedAt), {});
    const action = wanted.overlayKey === '' ? 'reopen' : 'close';
    this.#push(business, { action, reason: wanted.reason, outcome: 'deferred', error: { code, message } });
  }

  /** What is left when the pass has to end. */
  #giveUp(error = OUT_OF_TIME, hasToEnd = this.#isOver()): void {
    for (const { candidate, action, reason } of this.#readBacks.all()) {
      this.#push(candidate.business, { action, reason, outcome: 'deferred', error });
    }
    if (!hasToEnd || this.#input.paused) return;
    for (const candidate of this.#ready()) this.#defer(candidate, error.code, error.message);
  }

  #push(business: Business, result: Omit<BusinessResult, 'business' | 'code'>): void {
    this.#input.results.push({ business: business.id, code: business.code, ...result });
  }

  #warn(warning: Warning): void {
    const { warnings } = this.#input;
    if (!warnings.some((known) => known.message === warning.message)) warnings.push(warning);
  }

  #tell(): void {
    const { deps, organization } = this.#input;
    deps.tell({
      kind: 'wave',
      organization: organization.id,
      done: this.#input.results.length,
      left: this.#readBacks.size,
    });
  }
}

/** Whether anything but the time of the look has changed. */
function isNew(before: BusinessRecord, after: BusinessRecord): boolean {
  const timeless = (record: BusinessRecord) =>
    JSON.stringify({ ...record, seenAt: null, seenDecidedAt: null });
  return timeless(before) !== timeless(after);
}

/** A refused key, a lost lease and a silence concern the whole organization; everything else is one business' matter. */
function isOrganizationWide(error: unknown): boolean {
  return error instanceof LeaseLostError || silenceIn(error) !== null || isRefusedKey(error);
}

function label({ code, id }: Business): string {
  return code ?? id;
}
