import { createHash } from 'node:crypto';
import type { Instant } from '../clock.ts';
import { isoOf } from '../clock.ts';
import { closureInWords } from '../closures/cause.ts';
import { fieldsOf } from '../closures/fields.ts';
import type { Settings } from '../closures/model.ts';
import type { BusinessRecord, ClosureInForce } from '../closures/record.ts';
import { sameField } from '../closures/same.ts';
import { titleIn } from '../closures/templates/names.ts';
import type { StoredBusiness } from '../store/records.ts';
import type { HistoryEntry, OutboxFact } from '../store/store.ts';
import type { OutgoingType, Told } from './schemas/outgoing.ts';

/** What a fact is told for the first time with, and by what it is known again when it is told once more. */
interface Telling<T extends OutgoingType> {
  type: T;
  organization: string;
  business?: string;
  at: Instant;
  told: Told<T>;
  identity: readonly unknown[];
}

/** A fact as the outbox keeps it: the same identity has the same id, whoever tells it and whenever. */
export function factOf<T extends OutgoingType>(telling: Telling<T>): OutboxFact {
  const { type, organization, business = null, at, told, identity } = telling;
  const id = createHash('sha256')
    .update(JSON.stringify([type, organization, business, ...identity]))
    .digest('hex')
    .slice(0, 32);
  return {
    id,
    at,
    organization,
    business,
    type,
    detail: { version: 1, eventId: id, organization, at: isoOf(at), ...told },
  };
}

/** What a save tells: writes that Partoo was read back with, changes of people that were kept, businesses that begin to fail. */
export function factsOfSave(
  organization: string,
  businesses: readonly StoredBusiness[],
  history: readonly HistoryEntry[],
): OutboxFact[] {
  return [
    ...history.flatMap((entry) => (isTold(entry) ? [factOfEntry(entry)] : [])),
    ...businesses.flatMap((business) => failingFact(organization, business)),
  ];
}

/** An entry without a business, or without any change of it, is for history alone. */
function isTold({ business, before, after }: HistoryEntry): boolean {
  if (business === '' || (before === null && after === null)) return false;
  // Whatever a write was to change may have been there already by then.
  const isSame = before !== null && isAsBefore(before, after);
  return !isSame || keptFieldsOf(after) !== null || rewrittenOf(after).rewritten !== undefined;
}

function isAsBefore(before: unknown, after: unknown): boolean {
  return after !== null && changedFields(before, after).length === 0;
}

function factOfEntry(entry: HistoryEntry): OutboxFact {
  const { organization, business, code, cause, reason, at, action, before, after } = entry;
  const closure = cause ? cause.closure : closureOfReason(reason);
  const common = { business, code, closure, reason };
  const kept = keptFieldsOf(after);
  if (kept) {
    return factOf({
      type: 'Manual Change Kept',
      organization,
      business,
      at,
      told: { ...common, fields: kept },
      identity: [at, kept],
    });
  }
  const told = {
    action: action as Told<'Business Messaging Changed'>['action'],
    fields: changedFields(before, after),
    ...rewrittenOf(after),
  };
  const identity = [at, action];
  const template = titleIn(business);
  if (template !== null)
    return factOf({
      type: 'Template Changed',
      organization,
      business,
      at,
      told: { template, closure, reason, ...told },
      identity,
    });
  return factOf({
    type: 'Business Messaging Changed',
    organization,
    business,
    at,
    told: { ...common, ...told },
    identity,
  });
}

/** Which fields, never what is in them: texts are nobody's but the business'. */
function changedFields(before: unknown, after: unknown): string[] {
  const [was, is] = [before as Settings | null, after as Settings | null];
  if (!was || !is) return [];
  return fieldsOf(was).filter((field) => field in was && field in is && !sameField(field, was, is));
}

function rewrittenOf(after: unknown): { rewritten?: string[] } {
  if (typeof after !== 'object' || after === null || !('rewritten' in after)) return {};
  return { rewritten: after.rewritten as string[] };
}

function keptFieldsOf(after: unknown): string[] | null {
  if (typeof after !== 'object' || after === null || !('kept' in after)) return null;
  return after.kept as string[];
}

/** Of a write that version 0.1.0 began, which had no cause: a reason is `CLOSURE: name`, or `ad-hoc:ID` alone, perhaps with `is over` behind it; one of ours without a closure has none. */
function closureOfReason(reason: string): string | null {
  const end = reason.indexOf(': ');
  return end < 0 ? (/^ad-hoc:.+?(?= is over$|$)/.exec(reason)?.[0] ?? null) : reason.slice(0, end);
}

/** Once a day (UTC) for the same alert, however often it is found. */
export function alertFact(organization: string, at: Instant, told: Told<'Calendar Alert'>): OutboxFact {
  const day = Math.floor(at / (24 * 3600_000));
  const identity = [day, told.alert, told.reason];
  return factOf({ type: 'Calendar Alert', organization, at, told, identity });
}

/** What a save of templates tells. */
export function factsOfTemplates(
  organization: string,
  records: readonly BusinessRecord[],
  history: readonly HistoryEntry[],
): OutboxFact[] {
  return [
    ...history.flatMap((entry) => (isTold(entry) ? [factOfEntry(entry)] : [])),
    ...records.flatMap(({ business, failing }) =>
      failing?.isNew !== true
        ? []
        : [
            alertFact(organization, failing.since, {
              reason: `${business}: ${failing.message}`,
              alert: failing.code,
            }),
          ],
    ),
  ];
}

function failingFact(organization: string, { record }: StoredBusiness): OutboxFact[] {
  const { business, failing, code, closures } = record;
  if (failing?.isNew !== true) return [];
  return [
    factOf({
      type: 'Business Failing',
      organization,
      business,
      at: failing.since,
      told: {
        business,
        code,
        reason: closures[0]?.key ?? 'the business itself',
        error: failing.code,
      },
      identity: [failing.since, failing.code],
    }),
  ];
}

/** A closure of an organization, as events about it name it. */
export function toldClosure({ key, name, start, end }: ClosureInForce, businesses: number) {
  return {
    closure: key,
    reason: closureInWords({ closure: key, name }),
    start: isoOf(start),
    end: end === null ? null : isoOf(end),
    businesses,
  };
}
