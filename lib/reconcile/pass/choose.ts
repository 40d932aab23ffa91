/** Which businesses a pass turns to next. */
import type { Instant } from '../../clock.ts';
import { batchSize, PAGE } from '../situation/batch.ts';
import { type Candidate, candidates } from '../situation/candidates.ts';
import type { PassState, Scan } from './pass-state.ts';

/** Every business to look at, be it that it waits for something first. Default: as of when it was last asked what is due. */
export function candidatesAt(pass: PassState, now = pass.decidedAt): Candidate[] {
  return scanAt(pass, now).found;
}

/** When the first texts are to be written again that could not be yet when it was last asked what is due; Infinity: none. */
export function nextRewording(pass: PassState): Instant {
  return scanAt(pass, pass.decidedAt).later;
}

function scanAt(pass: PassState, now: Instant): Scan {
  const of = [pass.outlook.situation, pass.marks.changes, whenOf(pass, now), whenOf(pass, pass.at(now))];
  if (pass.scan === null || pass.scan.of.some((one, index) => one !== of[index]))
    pass.scan = { ...scanned(pass, now), from: 0, of };
  return pass.scan;
}

/** In a dry run nothing is done that could be too late: 100,000 businesses are not gone through for each page of them. */
function whenOf({ keeper }: PassState, at: Instant): Instant {
  return keeper === null ? Math.floor(at / DRY_MILLISECONDS) : at;
}

const DRY_MILLISECONDS = 60_000;

function scanned(pass: PassState, now: Instant): Omit<Scan, 'of' | 'from'> {
  const { at, eager, only, outlook, marks, spacing, slowness, identities } = pass;
  let first: Instant = Number.POSITIVE_INFINITY;
  const found = candidates({
    situation: outlook.situation,
    wanting: outlook.wanting,
    marks,
    at: at(now),
    now,
    spacing: spacing * slowness,
    eager,
    strangers: new Set(identities.strangers()),
    later: (instant) => {
      first = Math.min(first, instant);
    },
  });
  const isMeant = ({ business: { id } }: Candidate) =>
    !identities.hasDeparted(id) && (only === null || only.has(id));
  return { found: found.filter(isMeant), later: first };
}

/** All that can be turned to now. */
export function ready(pass: PassState): Candidate[] {
  return candidatesAt(pass, pass.deps.clock.now()).filter(isReadyIn(pass));
}

const NOBODY: ReadonlySet<string> = new Set();

/** The first of them, a page at most: a wave may have 100,000. Default: as of when it was last asked what is due. */
export function readyFirst(pass: PassState, now = pass.decidedAt, without = NOBODY): Candidate[] {
  const isReady = isReadyIn(pass);
  const scan = scanAt(pass, now);
  const some: Candidate[] = [];
  for (let index = scan.from; index < scan.found.length && some.length < PAGE; index += 1) {
    const candidate = scan.found[index] as Candidate;
    if (isReady(candidate)) {
      if (!without.has(candidate.business.id)) some.push(candidate);
    }
    // In a dry run those that are done stay among them, and are passed over once.
    else if (pass.keeper === null && index === scan.from) scan.from += 1;
  }
  return some;
}

function isReadyIn({ deps, done, underWay, readBacks }: PassState): (candidate: Candidate) => boolean {
  const now = deps.clock.now();
  return ({ business, overlayKey, due }) => {
    if (done.get(business.id) === overlayKey || underWay.has(business.id)) return false;
    const awaited = readBacks.get(business.id);
    // Of whom something else is wanted by now does not wait for the read-back of what went before.
    return !awaited || (due && awaited.lookAt <= now);
  };
}

/** What one request reads: as many as can be written while it is fresh, or a page to check. */
export function batchOf({ spacing }: PassState, first: readonly Candidate[]): Candidate[] {
  if (first[0]?.check) return first.slice(0, PAGE);
  return first.slice(0, batchSize(spacing)).filter(({ check }) => !check);
}

/** Nothing is to be written, now and by the clock: what is left is to see that all is as it was. */
export function isCheck({ deps, at, only }: PassState, first: readonly Candidate[]): boolean {
  return only === null && Math.abs(at() - deps.clock.now()) < 1000 && first[0]?.check === true;
}
