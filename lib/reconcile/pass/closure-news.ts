import type { Instant } from '../../clock.ts';
import type { Chain } from '../../closures/chains.ts';
import { closureName, nameIn, namesake } from '../../closures/messages/index.ts';
import type { ClosureInForce } from '../../closures/record.ts';
import { begunBy } from '../../closures/timeline.ts';
import { factOf, toldClosure } from '../../events/facts.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { OutboxFact } from '../../store/store.ts';
import { relaunchedApart } from '../situation/relaunched-apart.ts';
import type { Situation } from '../situation/situation.ts';
import { askedNews } from './asked-news.ts';
import { foreseenLate } from './foreseen-late.ts';
import { LATE_MILLISECONDS, NOBODY, type NotClosed, notClosed } from './not-closed.ts';

/** A closure of an organization that was told to have started, as it is remembered until its end is told. */
export type Announced = ClosureInForce & {
  businesses: number;
  /** Since when it could be carried out, where that is not its start: it was asked for, or its rule applied, later. */
  since?: Instant;
  late?: true;
  /** How many shops it keeps open; left out: none, or a release before noted it; true: a release before counted none. */
  opens?: number | true;
};

/** What was told of an organization's closures. */
export interface Told {
  /** Everything that happened before it was told; null: nothing ever was, and the past is not told either. */
  until: Instant | null;
  /** By source and start: a chain whose end moves is the same closure. */
  inForce: Readonly<Record<string, Announced>>;
  /** Those that have not begun, and were told to be late; by source and start. */
  foreseen?: readonly string[];
  /** When it was last heard that calendars or rules say otherwise of what is in force; left out: never. */
  heardAt?: Instant;
}

export interface Question {
  situation: Situation;
  marks: ReadonlyMap<string, BusinessMark>;
  told: Told;
  /** Since when the rules have been what they are: what they say of earlier was never so. */
  changedAt: Instant;
  now: Instant;
}

export interface News {
  /** In the order in which they happened. */
  facts: OutboxFact[];
  inForce: Record<string, Announced>;
  foreseen?: string[];
  heardAt?: Instant;
}

/** After a longer silence nobody wants to hear of everything. */
const FURTHEST_BACK_MILLISECONDS = 7 * 24 * 3600_000;

interface Found extends Omit<Announced, 'opens'> {
  /** As instants; `endsAt` is Infinity where it is until further notice. */
  endsAt: Instant;
  opens: number;
  /** When it took effect: one that is asked for now may be said to have begun this morning. */
  begins: Instant;
  createdAt: Instant;
  isAdHoc: boolean;
}

/**
 * What has happened to an organization's closures since it was last told, by the calendar and the clock: whoever began,
 * ended, or is late, also where it began and ended in between, and nobody was there to see it.
 */
export function newsOf(question: Question): News {
  const { situation, marks, told, changedAt, now } = question;
  const since = Math.max(told.until ?? now, now - FURTHEST_BACK_MILLISECONDS);
  const organization = situation.organization.id;
  const apart = relaunchedApart(situation, marks, since).situation;
  const found = closuresSince(situation, told, since, now);
  const heardAt = lastHeard(found, question);
  const facts: OutboxFact[] = [];
  const inForce: News['inForce'] = {};
  for (const [id, closure] of found) {
    const before = told.inForce[id];
    const isOver = closure.endsAt <= now;
    if (!before && isOver && !hasBeen(closure, since, changedAt)) continue;
    closure.begins = before ? (before.since ?? closure.start) : beginningOf(closure, question);
    // Where nothing was ever told, a pass that dies before it has noted this begins later the next time.
    if (!before)
      facts.push(startedFact(organization, closure, told.until === null ? closure.start : closure.begins));
    if (!before && isHeardLate(closure, told)) closure.begins = now;
    // Of one that is over it was asked already, if it was told of when it should have been carried out.
    const isForeseen = told.foreseen?.includes(id) === true;
    const isSettled =
      isForeseen || before?.late || (before && isOver && since >= closure.begins + LATE_MILLISECONDS);
    const isKnown = before !== undefined;
    const begins = Math.max(closure.begins, heardAt ?? closure.begins);
    const missing = isSettled ? NOBODY : notClosed(apart, marks, { ...closure, begins, isKnown }, now);
    if (missing.businesses > 0) {
      const at = Math.min(now, closure.endsAt);
      facts.push(lateFact(organization, closure, { ...missing, at }));
    }
    if (isOver) facts.push(endedFact(organization, closure, closure.endsAt, closure.begins));
    else inForce[id] = announced(closure, missing.businesses > 0 || isForeseen || before?.late === true);
  }
  for (const [id, closure] of Object.entries(told.inForce)) {
    if (found.has(id)) continue;
    // The clock by which it was told to have begun was ahead, or this one is behind: nothing ends before it has begun.
    if (closure.start > now) inForce[id] = closure;
    else facts.push(endedFact(organization, closure, Math.min(closure.end ?? now, now)));
  }
  facts.push(...askedNews(situation, since, now));
  const foreseen = foreseenNews({ ...question, situation: apart }, inForce, facts);
  // Of one closure in the order of the lines above, which a sort keeps.
  return {
    facts: facts.sort((a, b) => a.at - b.at),
    inForce,
    ...(foreseen.length > 0 ? { foreseen } : {}),
    ...(heardAt === undefined ? {} : { heardAt }),
  };
}

/**
 * What is in force, or whom it concerns, may be otherwise than it was told by then: a listing has just said so, or rules are
 * others. Whoever is to be closed for that was not to be closed before, nor whoever an opening kept open that is gone.
 */
function lastHeard(
  found: ReadonlyMap<string, Found>,
  { told, changedAt, now }: Question,
): Instant | undefined {
  const isOtherwise = Object.entries(told.inForce).some(([id, before]) => {
    const is = found.get(id);
    if (!is) return before.start <= now;
    // When somebody ended what he had asked for is known.
    const isCut = !is.isAdHoc && is.endsAt <= now && (before.end === null || before.end > is.endsAt);
    // What was to keep shops open may close them now, by the same rule from the same instant on.
    return isCut || is.businesses !== before.businesses || is.opens !== (before.opens ?? 0);
  });
  if (isOtherwise) return now;
  const isApplied = told.until !== null && changedAt > told.until;
  return isApplied ? changedAt : told.heardAt;
}

/** Tells of closures that will be late, once; @returns those that have not begun, and were told to be. */
function foreseenNews(question: Question, inForce: News['inForce'], facts: OutboxFact[]): string[] {
  const { situation, told, now } = question;
  const foreseen = new Set(told.foreseen?.filter((id) => startOf(id) > now));
  for (const { chain, businesses, endsAt, deadline } of foreseenLate(question)) {
    const id = idOf(chain);
    if (foreseen.has(id) || inForce[id]?.late) continue;
    const running = inForce[id];
    if (running) running.late = true;
    else foreseen.add(id);
    const found = { ...foundOf(chain, situation), businesses };
    const lateBy = { businesses, lateMilliseconds: endsAt - deadline };
    facts.push(lateFact(situation.organization.id, found, { ...lateBy, at: now }));
  }
  return [...foreseen];
}

function idOf({ source, start }: Chain): string {
  return `${source.key}@${start}`;
}

function startOf(id: string): Instant {
  return Number(id.slice(id.lastIndexOf('@') + 1));
}

/** The closures that are in force now, have been since `since`, or were told to be in force. */
function closuresSince(situation: Situation, told: Told, since: Instant, now: Instant): Map<string, Found> {
  const found = new Map<string, Found>();
  const starts = new Set(Object.keys(told.inForce).map(startOf));
  for (const { timeline, businesses } of situation.cohorts) {
    for (const chain of begunBy(timeline, now)) {
      // Nearly all are long over.
      if (chain.end <= since && !starts.has(chain.start)) continue;
      const id = idOf(chain);
      if (chain.end <= since && !told.inForce[id]) continue;
      const known = found.get(id) ?? foundOf(chain, situation);
      found.set(id, known);
      known.businesses += businesses.length;
      if (isOpening(chain)) known.opens += businesses.length;
      known.endsAt = Math.max(known.endsAt, chain.end);
      known.end = Number.isFinite(known.endsAt) ? known.endsAt : null;
    }
  }
  return found;
}

function isOpening({ source: { effect } }: Chain): boolean {
  return effect.kind === 'set' && effect.open === true;
}

function foundOf({ source, start, end, links }: Chain, { organization, defaultLanguage }: Situation): Found {
  const { key, createdAt, level } = source;
  const organizationLanguage = organization.language;
  const readers = { language: organizationLanguage ?? defaultLanguage, organizationLanguage };
  const occurrence = { names: namesake(links)?.names ?? {}, ruleName: null };
  const name = nameIn(source.name, readers) ?? closureName(occurrence, readers) ?? key;
  return {
    ...{ key, name, start, end, endsAt: end, begins: start, createdAt },
    isAdHoc: level !== 'rule',
    businesses: 0,
    opens: 0,
  };
}

/** Nobody could be on time for what was not known, or before there was anybody to carry it out. */
function beginningOf({ start, createdAt, isAdHoc }: Found, { told, changedAt, now }: Question): Instant {
  return Math.max(start, isAdHoc ? createdAt : changedAt, told.until ?? now);
}

/** What had begun when all was told, and was not told, nobody knew then: a feed has just said so. */
function isHeardLate({ start, isAdHoc }: Found, { until }: Told): boolean {
  return !isAdHoc && until !== null && start <= until;
}

/** An ad-hoc closure is there to be asked for its reason until its end is told; a rule may have gone by then. */
function announced(closure: Found, isLate: boolean): Announced {
  const { key, name, start, end, businesses, isAdHoc, begins, opens } = closure;
  return {
    ...{ key, name: isAdHoc ? key : name, start, end, businesses },
    ...(begins > start ? { since: begins } : {}),
    ...(isLate ? { late: true as const } : {}),
    ...(opens > 0 ? { opens } : {}),
  };
}

/**
 * Whether a closure that is over, and of which nothing was told, was ever in force. An ad-hoc one stands in the store
 * since somebody asked for it; a rule may say today that it closed last week.
 */
function hasBeen(closure: Found, since: Instant, changedAt: Instant): boolean {
  const { start, createdAt, endsAt, isAdHoc } = closure;
  if (isAdHoc) return endsAt > Math.max(createdAt, since);
  return start >= Math.max(since, changedAt);
}

function startedFact(organization: string, closure: Announced, begins: Instant): OutboxFact {
  return fact('Closure Started', organization, closure, closure.start, begins);
}

/** One that was reopened, or whose rule went, ends then and not when it was going to. */
function endedFact(
  organization: string,
  closure: Announced,
  at: Instant,
  begins = closure.since ?? closure.start,
): OutboxFact {
  return fact('Closure Ended', organization, closure, at, begins);
}

function fact(
  type: 'Closure Started' | 'Closure Ended',
  organization: string,
  closure: Announced,
  at: Instant,
  begins: Instant,
): OutboxFact {
  const told = toldClosure(closure, closure.businesses);
  return factOf({ type, organization, at, told, identity: identityOf(closure, begins) });
}

/** One that ended before its time (its rule went) and comes back is another one: whoever knows the first hears of both. */
function identityOf({ key, start }: Announced, begins: Instant): readonly unknown[] {
  return begins > start ? [key, start, begins] : [key, start];
}

function lateFact(
  organization: string,
  closure: Found,
  { at, businesses, lateMilliseconds }: NotClosed & { at: Instant },
): OutboxFact {
  const told = { ...toldClosure(closure, businesses), lateSeconds: Math.round(lateMilliseconds / 1000) };
  return factOf({
    type: 'Closure Late',
    organization,
    at,
    told,
    identity: identityOf(closure, closure.begins),
  });
}
