/** What closures that are staged make of a business' own hours. */
import type { Instant } from '../../clock.ts';
import type { Hours } from '../model.ts';
import type { BusinessHours } from '../opening/own-hours.ts';
import { weekOf } from '../opening/own-hours.ts';
import { nextOpenTime } from '../opening/windows.ts';
import { resolve } from '../precedence.ts';
import { inForceAt, nextBoundary, type Timeline } from '../timeline.ts';
import { stagedWithin } from './staged-chains.ts';

interface Piece {
  start: Instant;
  end: Instant;
  /** null: always open. */
  hours: Hours | null | 'closed';
}
type OpenTimes = { start: Instant; end: Instant }[];

/** When a business is open without us. */
export function ownTimes({ own }: BusinessHours, zone: string, from: Instant, until: Instant): OpenTimes {
  return openIn({ start: from, end: until, hours: own }, zone);
}

/**
 * When it is to be open: its own hours, less what staged closures that win its chat hours take of them. What others win
 * (a switched closure, a hold, `open`, `keep`) counts as own hours here.
 */
export function wantedTimes(
  timeline: Timeline,
  hours: BusinessHours,
  zone: string,
  from: Instant,
  until: Instant,
): OpenTimes {
  return piecesOf(timeline, hours, from, until).flatMap((piece) => openIn(piece, zone));
}

function piecesOf(timeline: Timeline, hours: BusinessHours, from: Instant, until: Instant): Piece[] {
  const staged = stagedWithin(timeline, from, until);
  const pieces: Piece[] = [];
  for (let start = from; start < until; ) {
    const isStaged = staged.some((chain) => chain.start <= start && start < chain.end);
    const wanted = isStaged ? hoursAt(timeline, hours, start) : hours.own;
    // Between staged closures nothing is looked at: nights alone change a thousand times a year.
    const next = isStaged
      ? nextBoundary(timeline, start)
      : staged.find((chain) => chain.start > start)?.start;
    const end = Math.min(next ?? until, until);
    const last = pieces.at(-1);
    if (last && last.hours === wanted) last.end = end;
    else pieces.push({ start, end, hours: wanted });
    start = end;
  }
  return pieces;
}

function hoursAt(timeline: Timeline, { own, business }: BusinessHours, at: Instant): Piece['hours'] {
  const inForce = inForceAt(timeline, at);
  if (!inForce.some(({ source }) => source.staged)) return own;
  const { value, winner } = resolve(inForce, at).chatHours;
  if (!winner?.source.staged || value === 'keep' || value === 'leave') return own;
  if (value === 'closed') return value;
  if (value === 'business') return business;
  const week = weekOf(value);
  return week === null ? 'closed' : { week };
}

function openIn({ start, end, hours }: Piece, zone: string): OpenTimes {
  if (hours === 'closed') return [];
  if (hours === null) return [{ start, end }];
  const times: OpenTimes = [];
  for (let at = start; at < end; ) {
    const found = nextOpenTime(hours, zone, at, end, Number.NEGATIVE_INFINITY);
    if (found === null) break;
    times.push({ start: Math.max(found.from, at), end: Math.min(found.until, end) });
    at = found.until;
  }
  return times;
}
