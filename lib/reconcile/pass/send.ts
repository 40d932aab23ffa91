import type { Instant } from '../../clock.ts';
import type { Decision } from '../../closures/decide.ts';
import {
  type Business,
  SETTINGS_FIELDS,
  type Settings,
  type SettingsField,
  WEEKDAYS,
} from '../../closures/model.ts';
import type { BusinessRecord, Failing, Write } from '../../closures/record.ts';
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
import type { Mark } from '../../store/store.ts';
import { storedOf } from '../situation/marks.ts';
import type { Warning } from '../situation/warning.ts';
import type { Account, Deps } from './deps.ts';
import { historyOf } from './history-entries.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { errorFacts } from './report.ts';
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
 * - `unknown`: it may have been carried out, only a read can tell;
 * - `not-sent`: it was not carried out, and may be tried again;
 * - `held-back`: the pass has to end before its turn came: it was only meant to be sent, and is no attempt.
 */
export type Sending = { record: BusinessRecord; warnings: Warning[] } & (
  | { kind: 'sent' }
  | { kind: 'refused' | 'unknown' | 'not-sent' | 'held-back'; error: { code: string; message: string } }
);

/** The time that one write may take with its retries, ms; with one more request's time-out the lease outlives it. */
const WRITE_MILLISECONDS = 30_000;
const REQUEST_MILLISECONDS = 10_000;

/** Makes the intent durable, sends it, and makes what came of it durable. */
export async function send(input: SendInput): Promise<Sending> {
  const warnings: Warning[] = [];
  let record = input.decision.record;
  let write = input.decision.write as Write;
  let history = historyOf(input.organization.id, input.decision);
  const { deps, account, keeper } = input;
  let body: Partial<Settings> = write.settings;
  const hopeless = input.refusedNulls.filter((field) => body[field] === null);
  if (hopeless.length > 0) {
    const easier = withoutNulls(hopeless, body, write, record);
    ({ body, write, record } = easier);
    warnings.push(warningOf(input.business, easier));
  }

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
      const easier = easierBody(error, body, write, record);
      if (easier) {
        ({ body, write, record } = easier);
        warnings.push(warningOf(input.business, easier));
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
  intended: Mark,
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
  if (isRefusedKey(error)) {
    await remember(input, error.mayHaveArrived ? record : { ...record, intent: null });
    throw error;
  }
  const facts = errorFacts(error);
  if (isHeldBack(error, input)) {
    const untouched = await remember(input, { ...record, intent: null });
    if (silenceIn(error)) throw error;
    return { kind: 'held-back', record: untouched, error: facts };
  }
  const failing = failingSince(record, facts, input.deps.clock.now(), null);
  if (isFinal(error) && !error.mayHaveArrived) {
    return {
      kind: 'refused',
      // What was left out to please Partoo did not please it: nothing is learned from that.
      record: await remember(input, {
        ...record,
        refused: input.decision.record.refused,
        taken: input.decision.record.taken,
        intent: null,
        failing,
      }),
      error: facts,
    };
  }
  return {
    kind: error.mayHaveArrived ? 'unknown' : 'not-sent',
    record: await remember(input, { ...record, failing }),
    error: facts,
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
  mark?: Mark,
): Promise<BusinessRecord> {
  const stored = storedOf(record, deps.clock.now());
  await deps.store.saveBusinesses(keeper.lease, [mark ? { ...stored, mark } : stored]);
  return record;
}

/** The next try of a business that fails: after a minute, then twice as late each time, an hour at most. */
export function failingSince(
  record: BusinessRecord,
  { code, message }: { code: string; message: string },
  now: Instant,
  waitMilliseconds: number | null,
): Failing {
  const attempts = (record.failing?.attempts ?? 0) + 1;
  const wait = waitMilliseconds ?? Math.min(3600_000, 60_000 * 2 ** (attempts - 1));
  const failing = { since: record.failing?.since ?? now, attempts, code, message, nextTryAt: now + wait };
  return record.failing === null ? { ...failing, isNew: true } : failing;
}

interface Easier {
  body: Partial<Settings>;
  write: Write;
  record: BusinessRecord;
  code: string;
  message: string;
}

/** What to send instead of what Partoo refused with a 400; null where nothing of it can be left out. */
function easierBody(
  error: unknown,
  body: Partial<Settings>,
  write: Write,
  record: BusinessRecord,
): Easier | null {
  if (!(error instanceof PartooApiError) || error.code !== 'bad-request') return null;
  const named = new Set(Object.keys(error.fields).map((name) => name.split('.')[0]));
  const blames = (...fields: SettingsField[]) => named.size === 0 || fields.some((field) => named.has(field));

  if (
    isEmptied(body) &&
    write.overlay.chatHours === 'closed' &&
    blames('custom_chat_hours', 'uses_business_hours')
  ) {
    const { uses_business_hours, custom_chat_hours } = write.before;
    const settings = { ...write.settings, uses_business_hours, custom_chat_hours };
    return {
      body: { ...body, uses_business_hours, custom_chat_hours },
      write: { ...write, settings },
      record: { ...record, refused: [...new Set([...record.refused, 'chat-hours' as const])] },
      code: 'empty-hours-refused',
      message:
        'Partoo refuses emptied chat hours; the rest of the closure goes through, and they are not tried again.',
    };
  }
  const nulls = SETTINGS_FIELDS.filter((field) => body[field] === null && blames(field));
  return nulls.length === 0 ? null : withoutNulls(nulls, body, write, record);
}

function withoutNulls(
  nulls: readonly SettingsField[],
  body: Partial<Settings>,
  write: Write,
  record: BusinessRecord,
): Easier {
  const settings = { ...write.settings };
  const without = { ...body };
  for (const field of nulls) {
    copyField(field, write.before, settings);
    copyField(field, write.before, without);
    if (without[field] === null) delete without[field];
  }
  return {
    body: without,
    write: { ...write, settings },
    record: { ...record, taken: [...new Set([...record.taken, ...nulls])] },
    code: 'null-refused',
    message: `Partoo refuses the empty ${nulls.join(', ')} that it had sent itself; it stays as it is.`,
  };
}

function warningOf({ code, id }: Business, easier: Easier): Warning {
  return { code: easier.code, message: `${code ?? id}: ${easier.message}` };
}

function isEmptied({ uses_business_hours, custom_chat_hours }: Partial<Settings>): boolean {
  return (
    uses_business_hours === false &&
    !!custom_chat_hours &&
    WEEKDAYS.every((day) => custom_chat_hours[day]?.length === 0)
  );
}

function copyField<F extends SettingsField>(field: F, from: Settings, to: Partial<Settings>): void {
  to[field] = from[field];
}
