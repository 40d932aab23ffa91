/** Which businesses a pass turns to next. */
import type { Instant } from '../../clock.ts';
import { batchSize, PAGE } from '../situation/batch.ts';
import { type Candidate, candidates } from '../situation/candidates.ts';
import type { PassState, Scan } from './pass-state.ts';

/** Every business to look at, be it that it waits for something first. */
export function candidatesNow(pass: PassState): Candidate[] {
  return scanAt(pass, pass.deps.clock.now()).found;
}

/** When the first texts are to be written again that could not be yet when it was last asked what is due; Infinity: none. */
export function nextRewording(pass: PassState): Instant {
  return scanAt(pass, pass.decidedAt).later;
}

function scanAt(pass: PassState, now: Instant): Scan {
  const of = [pass.outlook.situation, pass.marks.changes, whenOf(pass, now), whenOf(pass, pass.at(now))];
  if (pass.scan === null || pass.scan.of.some((one, index) => one !== of[index]))
    pass.scan = { ...scanned(pass, now), of };
  return pass.scan;
}

/** In a dry run nothing is done that could be too late: 100,000 businesses are not gone through for each page of them. */
function whenOf({ keeper }: PassState, at: Instant): Instant {
  return keeper === null ? Math.floor(at / DRY_MILLISECONDS) : at;
}

const DRY_MILLISECONDS = 60_000;

function scanned(pass: PassState, now: Instant): Omit<Scan, 'of'> {
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

/** Those that can be turned to now. */
export function ready(pass: PassState): Candidate[] {
  const { deps, done, underWay, readBacks, keeper } = pass;
  const now = deps.clock.now();
  const left = candidatesNow(pass).filter(({ business, overlayKey, due }) => {
    if (done.get(business.id) === overlayKey || underWay.has(business.id)) return false;
    const awaited = readBacks.get(business.id);
    // Of whom something else is wanted by now does not wait for the read-back of what went before.
    return !awaited || (due && awaited.lookAt <= now);
  });
  if (keeper === null && pass.scan) pass.scan.found = left;
  return left;
}

/** What one request reads: as many as can be written while it is fresh, or a page to check. */
export function batchOf({ spacing }: PassState, all: readonly Candidate[]): Candidate[] {
  if (all[0]?.check) return all.slice(0, PAGE);
  return all.slice(0, batchSize(spacing)).filter(({ check }) => !check);
}

/** Nothing is to be written, now and by the clock: what is left is to see that all is as it was. */
export function isCheck({ deps, at, only }: PassState, all: readonly Candidate[]): boolean {
  return only === null && Math.abs(at() - deps.clock.now()) < 1000 && all[0]?.check === true;
}
