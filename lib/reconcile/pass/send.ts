import type { Instant } from '../../clock.ts';
import type { Decision } from '../../closures/decide.ts';
import { type Business, SETTINGS_FIELDS, type Settings, type SettingsField } from '../../closures/model.ts';
import type { BusinessRecord, Write } from '../../closures/record.ts';
import { sent } from '../../closures/settle.ts';
import type { Organization } from '../../config/model.ts';
import {
  isRefusedKey,
  PartooAnswerError,
  PartooApiError,
  PartooError,
  PartooTransportError,
  type SettingsItem,
} from '../../partoo/index.ts';
import type { BusinessMark } from '../../store/records.ts';
import {
  blames,
  type Easier,
  easierBody,
  type Sendable,
  withoutRefusedNulls,
} from '../policy/easier-body.ts';
import { failingSince } from '../policy/tries.ts';
import { storedOf } from '../situation/marks.ts';
import type { Warning } from '../situation/warning.ts';
import type { Account, Deps } from './deps.ts';
import { historyOf } from './history-entries.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { errorOf } from './report.ts';
import { silenceIn } from './silence.ts';

export interface SendInput {
  deps: Deps;
  organization: Organization;
  account: Account;
  keeper: LeaseKeeper;
  deadline: Instant | null;
  decision: Decision;
  business: Business;
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
 * - `held-back`: the pass has to end before its turn came: it was only meant to be sent, and is no attempt.
 */
export type Sending = { record: BusinessRecord; warnings: Warning[] } & (
  | { kind: 'sent' }
  | { kind: 'switched' }
  | { kind: 'refused' | 'unknown' | 'not-sent' | 'held-back'; error: { code: string; message: string } }
);

/** The time that one write may take with its retries, ms; with one more request's time-out the lease outlives it. */
const WRITE_MILLISECONDS = 30_000;
const REQUEST_MILLISECONDS = 10_000;

/** Makes the intent durable, sends it, and makes what came of it durable. */
export async function send(input: SendInput): Promise<Sending> {
  const warnings: Warning[] = [];
  const { deps, account, keeper } = input;
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
    const intended = storedOf(record, now);
    await deps.store.saveBusinesses(lease, [intended], history);
    history = [];
    try {
      const deadline = Math.min(now + WRITE_MILLISECONDS, input.deadline ?? Number.POSITIVE_INFINITY);
      const answer = await account.client.settings.update(record.settingId as number | string, body, {
        deadline,
      });
      return {
        kind: 'sent',
        record: await remember(input, sent(record, write, answerOf(answer, record)), intended.mark),
        warnings,
      };
    } catch (error) {
      const blamed = blamedBy(error);
      if (blamed && write.overlay.staged && blames(blamed, 'custom_chat_hours', 'uses_business_hours')) {
        const refused = [...new Set([...record.refused, 'staged' as const])];
        record = await remember(input, { ...input.decision.record, intent: null, refused });
        return { kind: 'switched', record, warnings: [switchedWarning(input.business)] };
      }
      const easier = blamed && easierBody({ body, write, record }, blamed);
      if (easier) {
        instead(easier);
        continue;
      }
      const judged = await judge(input, error, record, write, intended.mark);
      return { ...judged, warnings: judged.kind === 'refused' ? [] : warnings };
    }
  }
}

/** The settings that Partoo answered, as far as they are there and speak of these: from what is missing nothing is concluded. */
function answerOf({ value }: SettingsItem, { business, settingId }: BusinessRecord): Partial<Settings> {
  if (value.business_id !== business || value.id !== settingId) return {};
  const isFlag = (field: SettingsField) => field === 'is_launched' || field === 'uses_business_hours';
  const told = SETTINGS_FIELDS.filter((field) =>
    isFlag(field) ? typeof value[field] === 'boolean' : value[field] !== undefined,
  );
  return Object.fromEntries(told.map((field) => [field, value[field]]));
}

async function judge(
  input: SendInput,
  error: unknown,
  record: BusinessRecord,
  write: Write,
  intended: BusinessMark,
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
        inPlace: input.decision.record.inPlace,
        intent: { ...(input.decision.write as Write), at: write.at, token: write.token },
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
  return error instanceof PartooTransportError && deadline !== null && deps.clock.now() >= deadline;
}

function isFinal(error: PartooError): boolean {
  return error instanceof PartooApiError && error.code !== 'rate-limited' && error.code !== 'server-error';
}

/**
 * `mark`: that of the intent, where the write was taken. Until a read confirms it, the business is as it was but for being
 * unsettled, and what stays the same need not be written again.
 */
async function remember(
  { deps, keeper }: SendInput,
  record: BusinessRecord,
  mark?: BusinessMark,
): Promise<BusinessRecord> {
  const stored = storedOf(record, deps.clock.now());
  await deps.store.saveBusinesses(keeper.lease, [mark ? { ...stored, mark } : stored]);
  return record;
}

/** The fields that Partoo blames for refusing a body with a 400; null where it refused something else. */
function blamedBy(error: unknown): ReadonlySet<string> | null {
  if (!(error instanceof PartooApiError) || error.code !== 'bad-request') return null;
  return new Set(Object.keys(error.fields).map((name) => name.split('.')[0] as string));
}

function switchedWarning({ code, id }: Business): Warning {
  const message =
    'Partoo refuses weekly hours of which closures were taken; they are switched when their time comes.';
  return { code: 'staged-refused', message: `${code ?? id}: ${message}` };
}

function warningOf({ code, id }: Business, easier: Easier): Warning {
  return { code: easier.code, message: `${code ?? id}: ${easier.message}` };
}
