import type { Instant } from '../../clock.ts';
import type { Decision } from '../../closures/decide.ts';
import type { Business, Settings, SettingsField } from '../../closures/model.ts';
import type { BusinessRecord, Write } from '../../closures/record.ts';
import { sent } from '../../closures/settle.ts';
import type { Organization } from '../../config/model.ts';
import { PartooAnswerError } from '../../partoo/errors/answer-error.ts';
import { PartooApiError } from '../../partoo/errors/api-error.ts';
import { PartooError } from '../../partoo/errors/partoo-error.ts';
import { isRefusedKey } from '../../partoo/errors/refused-key.ts';
import { PartooTransportError } from '../../partoo/errors/transport-error.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { HistoryEntry, Lease } from '../../store/store.ts';
import { blames, type Easier, type Sendable, withoutRefusedNulls } from '../policy/easier-body.ts';
import { failingSince } from '../policy/tries.ts';
import type { Warning } from '../situation/warning.ts';
import type { Deps } from './deps.ts';
import { historyOf } from './history-entries.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { errorOf } from './report.ts';
import { silenceIn } from './silence.ts';

/** Where a write goes and where it is remembered: settings and templates differ in nothing else. */
export interface Destination {
  /** @returns what Partoo answered, as far as it is there and speaks of these: from what is missing nothing is concluded */
  send(record: BusinessRecord, body: Partial<Settings>, deadline: Instant): Promise<Partial<Settings>>;
  /** What to send instead of what Partoo refuses; null where there is nothing easier. */
  easier(refused: Sendable, blamed: ReadonlySet<string>): Easier | null;
  /** @param mark what a store shows of it instead; @returns what it shows of this */
  save(
    lease: Lease,
    record: BusinessRecord,
    history: readonly HistoryEntry[],
    mark?: BusinessMark,
  ): Promise<BusinessMark | undefined>;
}

export interface SendInput {
  deps: Deps;
  organization: Organization;
  destination: Destination;
  keeper: LeaseKeeper;
  deadline: Instant | null;
  decision: Decision;
  business: Pick<Business, 'id' | 'code'>;
  /** Fields of which Partoo is known to refuse a null. */
  refusedNulls: readonly SettingsField[];
}

/**
 * What came of sending one write:
 * - `sent`: Partoo took it; a read has to confirm it;
 * - `refused`: Partoo will not take it, however often it is sent;
 * - `switched`: it will not take weekly hours of which a closure was taken, so that such closures are switched from now on;
 * - `unknown`: it may have been carried out, only a read can tell;
 * - `not-sent`: it was not carried out, and may be tried again;
 * - `held-back`: its turn did not come in time, or before the pass has to end: it was only meant to be sent, and is no attempt.
 */
export type SendOutcome = { record: BusinessRecord; warnings: Warning[] } & (
  | { kind: 'sent' }
  | { kind: 'switched' }
  | { kind: 'refused' | 'unknown' | 'not-sent' | 'held-back'; error: { code: string; message: string } }
);

/** The time that one write may take with its retries, ms; with one more request's time-out the lease outlives it. */
const WRITE_MILLISECONDS = 30_000;
const REQUEST_MILLISECONDS = 10_000;

/** Makes the intent durable, sends it, and makes what came of it durable. */
export async function send(input: SendInput): Promise<SendOutcome> {
  const warnings: Warning[] = [];
  const { deps, destination, keeper } = input;
  const planned = input.decision.write as Write;
  let history = historyOf(input.organization.id, input.decision);
  let { record, write, body }: Sendable = {
    record: input.decision.record,
    write: planned,
    body: planned.settings,
  };
  const instead = (easier: Easier) => {
    ({ body, write, record } = easier);
    warnings.push(warningOf(input.business, easier));
  };
  const known = withoutRefusedNulls({ body, write, record }, input.refusedNulls);
  if (known) instead(known);

  for (;;) {
    const lease = await keeper.ensure(WRITE_MILLISECONDS + REQUEST_MILLISECONDS);
    const now = deps.clock.now();
    write = { ...write, at: now, token: lease.token };
    record = { ...record, intent: write };
    const intended = await destination.save(lease, record, history);
    history = [];
    try {
      const deadline = Math.min(now + WRITE_MILLISECONDS, input.deadline ?? Number.POSITIVE_INFINITY);
      const answer = await destination.send(record, body, deadline);
      return {
        kind: 'sent',
        record: await remember(input, sent(record, write, answer), intended),
        warnings,
      };
    } catch (error) {
      const blamed = blamedBy(error);
      if (blamed && write.overlay.staged && blames(blamed, 'custom_chat_hours', 'uses_business_hours')) {
        const refused = [...new Set([...record.refused, 'staged' as const])];
        // They may be there all the same: that is asked before anything is taken for somebody else's.
        const intent = refusedOf(planned, write);
        record = await remember(input, { ...input.decision.record, intent, refused });
        return { kind: 'switched', record, warnings: [switchedWarning(input.business)] };
      }
      const easier = blamed && destination.easier({ body, write, record }, blamed);
      if (easier) {
        instead(easier);
        continue;
      }
      const judged = await judge(input, error, record, write, intended);
      return { ...judged, warnings: judged.kind === 'refused' ? [] : warnings };
    }
  }
}

async function judge(
  input: SendInput,
  error: unknown,
  record: BusinessRecord,
  write: Write,
  intended: BusinessMark | undefined,
): Promise<
  { record: BusinessRecord } & (
    | { kind: 'sent' }
    | { kind: 'refused' | 'unknown' | 'not-sent' | 'held-back'; error: { code: string; message: string } }
  )
> {
  // An answer that cannot be read is no worse than a provisional one: the read-back decides. A page of somebody else's
  // (a proxy's, say) does not even tell that Partoo was asked.
  if (error instanceof PartooAnswerError && error.code !== 'html') {
    return { kind: 'sent', record: await remember(input, sent(record, write, {}), intended) };
  }
  if (!(error instanceof PartooError)) throw error;
  // Whatever Partoo answers, it was asked: only of what was never sent nothing has to be found out.
  const asked = error.attempts > 0 ? record : { ...record, intent: null };
  if (isRefusedKey(error)) {
    await remember(input, asked);
    throw error;
  }
  const told = errorOf(error);
  if (isHeldBack(error, input)) {
    const untouched = await remember(input, asked);
    if (silenceIn(error)) throw error;
    return { kind: 'held-back', record: untouched, error: told };
  }
  const failing = failingSince(record, told, input.deps.clock.now());
  if (isFinal(error) && !error.mayHaveArrived) {
    return {
      kind: 'refused',
      // What was left out to please Partoo did not please it: nothing is learned from that, and the whole is asked again.
      record: await remember(input, {
        ...record,
        refused: input.decision.record.refused,
        intent: refusedOf(input.decision.write as Write, write),
        failing,
      }),
      error: told,
    };
  }
  return {
    kind: error.mayHaveArrived ? 'unknown' : 'not-sent',
    record: await remember(input, { ...record, failing }),
    error: told,
  };
}

/** Whether nothing was sent, or Partoo took nothing of it, for no other reason than that there was no time for it. */
function isHeldBack(error: PartooError, { deps, deadline }: SendInput): boolean {
  if (error.mayHaveArrived) return false;
  if (silenceIn(error)) return true;
  if (error.gaveUp !== 'deadline') return false;
  if (error instanceof PartooApiError) return error.code === 'rate-limited';
  if (!(error instanceof PartooTransportError)) return false;
  // Its turn did not come in the time that a write may take: others of the same key were before it.
  return error.code === 'deadline' || (deadline !== null && deps.clock.now() >= deadline);
}

function isFinal(error: PartooError): boolean {
  return error instanceof PartooApiError && error.code !== 'rate-limited' && error.code !== 'server-error';
}

/**
 * `mark`: that of the intent, where the write was taken. Until a read confirms it, the business is as it was but for being
 * unsettled, and what stays the same need not be written again.
 */
async function remember(
  { destination, keeper }: SendInput,
  record: BusinessRecord,
  mark?: BusinessMark,
): Promise<BusinessRecord> {
  await destination.save(keeper.lease, record, [], mark);
  return record;
}

/** The fields that Partoo blames for refusing a body with a 400; null where it refused something else. */
function blamedBy(error: unknown): ReadonlySet<string> | null {
  if (!(error instanceof PartooApiError) || error.code !== 'bad-request') return null;
  return new Set(Object.keys(error.fields).map((name) => name.split('.')[0] as string));
}

/** What was planned, as it was last sent, and refused. */
function refusedOf(planned: Write, { at, token }: Write): Write {
  return { ...planned, at, token, isRefused: true };
}

function switchedWarning({ code, id }: SendInput['business']): Warning {
  const message =
    'Partoo refuses weekly hours of which closures were taken; they are switched when their time comes.';
  return { code: 'staged-refused', message: `${code ?? id}: ${message}` };
}

function warningOf({ code, id }: SendInput['business'], easier: Easier): Warning {
  return { code: easier.code, message: `${code ?? id}: ${easier.message}` };
}
