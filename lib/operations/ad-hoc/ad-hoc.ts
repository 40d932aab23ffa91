import { randomBytes } from 'node:crypto';
import type { Instant } from '../../clock.ts';
import { isoOf } from '../../clock.ts';
import { closing } from '../../closures/closing-effect.ts';
import type { AdHocClosure, Bound, Business, Effect, Scope } from '../../closures/model.ts';
import { matchesScope, selectsSomething } from '../../closures/scope.ts';
import type { Config, Organization } from '../../config/model.ts';
import { placeholderFaults } from '../../config/placeholders.ts';
import { language as languageTag } from '../../reading/language.ts';
import { quoted, readWith } from '../../reading/readers.ts';
import { suggest } from '../../reading/suggest.ts';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { lastEndOf } from '../../reconcile/pass/ended-closures.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { appliedConfig, selectOrganizations } from '../../reconcile/pass/session.ts';
import { adHocIdIn } from '../../reconcile/situation/sources.ts';
import type { Directory } from '../../store/store.ts';
import { deedOf, noteDeed } from '../deeds.ts';
import { type Confirm, reachOf } from '../reach.ts';
import { noBusiness, refuseUnknown } from '../selected.ts';
import { refuseInterval, refuseReason, refuseScope, refuseText } from './closure-bounds.ts';
import { refuseAbsent } from './refuse-absent.ts';

export interface ClosureRequest {
  /** Chosen by the sender, which makes the request idempotent; null: made here. */
  id: string | null;
  organization: string | null;
  scope: Scope;
  all: boolean;
  /** null: now. */
  from: Bound | null;
  /** null: until further notice. */
  until: Bound | null;
  message: string | null;
  text: string | null;
  /** Of `text`, BCP 47; null or left out: that of the organization. */
  language?: string | null;
  reason: string | null;
  urgent: boolean;
  hold: boolean;
  actor: string;
}

export interface ClosureAnswer {
  id: string;
  organizations: string[];
  /** How many businesses it concerns as of the last refresh. */
  businesses: number;
  /** When it was asked to end; null: not at all. */
  until: Bound | null;
}

/**
 * Records a closure (or a hold) that somebody asks for; the next pass brings it about.
 * @param confirm told how many businesses it concerns before anything is recorded
 * @throws UsageError
 */
export async function requestClosure(
  deps: KeepingDeps,
  request: ClosureRequest,
  confirm: Confirm = async () => {},
): Promise<ClosureAnswer> {
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, request.organization);
  const now = deps.clock.now();
  const closure = closureOf(request, config, now);
  const { concerned, of } = await concernedBy(deps, closure, organizations);
  const businesses = concerned.flatMap((one) => one.businesses);
  const known = await findClosure(deps, config.organizations, closure.id);
  if (known.length === 0) {
    await confirm(reachOf(businesses, of));
    for (const { organization } of concerned) {
      await deps.store.putAdHoc(organization.id, closure, 'absent');
      await deps.store.setDue(organization.id, now);
      await noteDeed(deps, deedOf(organization.id, closure.hold ? 'hold' : 'close', closure, closure.actor));
    }
  }
  return {
    id: closure.id,
    organizations: concerned.map(({ organization }) => organization.id),
    businesses: businesses.length,
    until: closure.until,
  };
}

/** What may be changed of a closure; what is left out stays. */
export interface ClosureChange {
  from?: Bound;
  /** The new end, or what makes it of the closure's start. */
  until?: Bound | null | ((from: Bound) => Bound);
  message?: string;
  text?: string;
  /** Of `text`; left out: that of the organization. */
  language?: string;
  reason?: string | null;
}

/** Which closures are meant by a name. */
export interface Meant {
  /** The only organization in which they are looked for. Default: all. */
  organization?: string | null;
  /** Told what is to be changed before it is; may throw, and nothing is changed then. */
  expect?: (closures: readonly AdHocClosure[]) => void;
}

/**
 * Changes a closure, named by its id or as `status` shows it (`ad-hoc:` before the id).
 * @throws UsageError
 */
export async function changeClosure(
  deps: KeepingDeps,
  name: string,
  change: ClosureChange,
  meant: Meant = {},
): Promise<ClosureAnswer> {
  const { config } = await appliedConfig(deps.store);
  const action = change.until === undefined ? 'change' : 'extend';
  return update(deps, name, action, meant, (closure) => {
    if (closure.endedAt !== null || lastEndOf(closure) <= deps.clock.now()) throw ended(closure.id);
    return withChange(closure, change, config, deps.clock.now());
  });
}

function withChange(
  closure: AdHocClosure,
  { from = closure.from, until = closure.until, reason = closure.reason, ...words }: ClosureChange,
  config: Config,
  now: Instant,
): AdHocClosure {
  const end = typeof until === 'function' ? until(from) : until;
  if (from !== closure.from || end !== closure.until) refuseInterval(from, end, now);
  if (reason !== null) refuseReason(reason);
  const { message = null, text = null, language = null } = words;
  const isSaid = message !== null || text !== null;
  if (isSaid && closure.hold)
    throw new UsageError('hold', 'A hold shows no text.', 'Change its end or its reason.');
  const effect = isSaid ? effectOf({ hold: false, message, text, language }, config) : closure.effect;
  return { ...closure, from, until: end, reason, effect };
}

/** Ends a closure or a hold now, named as in {@link changeClosure}; ending it again changes nothing. @throws UsageError */
export async function endClosure(deps: KeepingDeps, name: string, meant: Meant = {}): Promise<ClosureAnswer> {
  const now = deps.clock.now();
  return update(deps, name, 'reopen', meant, (closure) =>
    lastEndOf(closure) <= now ? closure : { ...closure, endedAt: closure.endedAt ?? now },
  );
}

/** Others that change the closure at the same moment are let through first, this often. */
const ATTEMPTS = 20;

async function update(
  deps: KeepingDeps,
  name: string,
  action: 'extend' | 'change' | 'reopen',
  { organization = null, expect = () => {} }: Meant,
  change: (closure: AdHocClosure) => AdHocClosure,
): Promise<ClosureAnswer> {
  const { config } = await appliedConfig(deps.store);
  const organizations = selectOrganizations(config, organization);
  const now = deps.clock.now();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await named(deps, organizations, name);
    expect(found.map(({ closure }) => closure));
    const changed = found.map((one) => ({ ...one, after: change(one.closure) }));
    const put = await Promise.all(
      changed.map(async ({ organization: { id }, closure: before, after }) => {
        if (after === before) return true;
        if (!(await deps.store.putAdHoc(id, { ...after, updatedAt: now }, before))) return false;
        await deps.store.setDue(id, now);
        await noteDeed(deps, deedOf(id, action, after));
        return true;
      }),
    );
    if (put.includes(false)) continue;
    const counts = await Promise.all(
      changed.map(({ organization: one, after }) => countOf(deps, one, after)),
    );
    return {
      id: changed[0]!.after.id,
      organizations: changed.map(({ organization: { id } }) => id),
      businesses: counts.reduce((sum, count) => sum + count, 0),
      until: changed[0]!.after.until,
    };
  }
  throw new Error(`Too many changes of the closure "${name}" at once.`);
}

/** @throws UsageError where there is none of that name */
async function named(
  deps: KeepingDeps,
  organizations: readonly Organization[],
  name: string,
): Promise<{ organization: Organization; closure: AdHocClosure }[]> {
  const exact = await findClosure(deps, organizations, name);
  const found = exact.length > 0 ? exact : await findClosure(deps, organizations, adHocIdIn(name));
  if (found.length > 0) return found;
  throw await unknownClosure(deps, organizations, adHocIdIn(name));
}

/** The closure that a request asks for at `now`. @throws UsageError where it asks for what cannot be */
export function closureOf(request: ClosureRequest, config: Config, now: Instant): AdHocClosure {
  if (!request.all && !selectsSomething(request.scope)) {
    throw new UsageError(
      'no-selectors',
      'Nothing says which businesses are meant.',
      'Select some (--codes, --businesses, --groups, --countries, --regions, --zipcodes, …), or say --all.',
    );
  }
  refuseScope(request.scope);
  const from = request.from ?? isoOf(now);
  refuseInterval(from, request.until, now);
  if (request.reason !== null) refuseReason(request.reason);
  return {
    id: request.id ?? `${request.hold ? 'hold' : 'close'}-${randomBytes(6).toString('hex')}`,
    scope: request.scope,
    all: request.all,
    from,
    until: request.until,
    effect: effectOf(request, config),
    reason: request.reason,
    urgent: request.urgent,
    hold: request.hold,
    createdAt: now,
    actor: request.actor,
    endedAt: null,
  };
}

/** What a closure or a hold does. @throws UsageError for an unknown message or a text with faults */
export function effectOf(
  { hold, message, text, language }: Pick<ClosureRequest, 'hold' | 'message' | 'text' | 'language'>,
  config: Config,
): Effect {
  if (hold) return { kind: 'set', open: true };
  return closing({
    offlineMessage:
      text === null
        ? { message: knownMessage(message ?? 'closed', config) }
        : { text: checkedText(text), ...languageOf(language ?? null) },
  });
}

function knownMessage(name: string, config: Config): string {
  const names = ['closed', ...Object.keys(config.messages)];
  if (names.includes(name)) return name;
  const meant = suggest(name, names);
  throw new UsageError(
    'unknown-message',
    `There is no message ${quoted(name)}.`,
    meant ? `Did you mean "${meant}"?` : `Take one of: ${names.slice(0, 10).join(', ')}.`,
  );
}

function languageOf(tag: string | null): { language?: string } {
  if (tag === null) return {};
  const fault: string[] = [];
  const known = readWith(languageTag, tag, (message, remedy) => fault.push(message, remedy));
  if (known !== undefined) return { language: known };
  throw new UsageError('language', `The language: ${fault[0]}.`, `${capital(fault[1] ?? '')}.`);
}

function checkedText(text: string): string {
  refuseText(text);
  const fault = placeholderFaults(text)[0];
  if (fault) throw new UsageError('text', `The text: ${fault[0]}.`, `${capital(fault[1])}.`);
  return text;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The organizations in which a closure finds businesses, of how many in all. @throws UsageError where it finds none */
export async function concernedBy(
  deps: KeepingDeps,
  closure: AdHocClosure,
  organizations: readonly Organization[],
): Promise<{ concerned: { organization: Organization; businesses: Business[] }[]; of: number }> {
  const directories = new Map<Organization, Directory | null>();
  for (const organization of organizations) {
    directories.set(organization, await deps.store.readDirectory(organization.id));
  }
  const known = [...directories.values()].flatMap((directory) => directory?.businesses ?? []);
  await refuseAbsent(
    deps.store,
    closure.scope,
    [...directories].map(([{ id }, directory]) => [id, directory] as const),
  );
  refuseUnknown(closure.scope, known);
  const found = [...directories].map(([organization, directory]) => ({
    organization,
    businesses: businessesOf(closure, organization, directory),
  }));
  const concerned = found.filter(({ businesses }) => businesses.length > 0);
  if (concerned.length > 0) return { concerned, of: known.length };
  throw noBusiness(closure.scope, known);
}

async function countOf(
  deps: KeepingDeps,
  organization: Organization,
  closure: AdHocClosure,
): Promise<number> {
  return businessesOf(closure, organization, await deps.store.readDirectory(organization.id)).length;
}

/** The businesses that a closure concerns, as of the last refresh. */
export function businessesOf(
  { all, scope }: Pick<AdHocClosure, 'all' | 'scope'>,
  organization: Organization,
  directory: Directory | null,
): Business[] {
  const businesses = directory?.businesses ?? [];
  return all ? businesses : businesses.filter((business) => matchesScope(scope, business, organization.id));
}

/** The closure of that id, in every organization that has it. */
export async function findClosure(
  deps: KeepingDeps,
  organizations: readonly Organization[],
  id: string,
): Promise<{ organization: Organization; closure: AdHocClosure }[]> {
  const found: { organization: Organization; closure: AdHocClosure }[] = [];
  for (const organization of organizations) {
    const closure = await deps.store.readAdHoc(organization.id, id);
    if (closure) found.push({ organization, closure });
  }
  return found;
}

async function unknownClosure(
  deps: KeepingDeps,
  organizations: readonly Organization[],
  id: string,
): Promise<UsageError> {
  const lists = await Promise.all(organizations.map((one) => deps.store.listAdHoc(one.id)));
  const ids = lists
    .flat()
    .filter((one) => one.endedAt === null)
    .map((one) => one.id);
  const meant = suggest(id, ids);
  return new UsageError(
    'unknown-closure',
    `There is no ad-hoc closure or hold ${quoted(id)}.`,
    meant
      ? `Did you mean "${meant}"?`
      : ids.length > 0
        ? `Known are: ${ids.slice(0, 10).join(', ')}.`
        : 'None is in force.',
  );
}

function ended(id: string): UsageError {
  return new UsageError('closure-ended', `"${id}" has ended already.`, 'Ask for a new one with `close`.');
}
