/** Instants and durations as they are given on the command line. Light: `--help` must not wait for a time library. */
import { InvalidArgumentError } from 'commander';
import type { Instant } from '../clock.ts';
import { LONGEST_CLOSURE_DAYS, LONGEST_CLOSURE_MILLISECONDS } from '../closures/limits.ts';
import type { Bound } from '../closures/model.ts';
import { DurationError, parseDuration } from '../reading/duration.ts';

const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})$/;
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const INSTANT_EXAMPLE = '2026-12-25T08:00:00+01:00 or 2026-12-25T07:00:00Z';
const BOUND_EXAMPLE = `2026-12-25, 2026-12-25T08:00, or with an offset ${INSTANT_EXAMPLE}`;

/** `--at`: only an instant will do. @throws InvalidArgumentError */
export function parseInstant(text: string): Instant {
  const match = INSTANT.exec(text.trim());
  if (!match || !isReal(match[1]!) || !isOffset(match[2]!))
    throw new InvalidArgumentError(`Write an instant with its offset: ${INSTANT_EXAMPLE}.`);
  return Date.parse(text.trim());
}

/** `--from`, `--until`: a date or wall-clock time (in whose zone, the command says), or an instant. */
export function parseBound(text: string): Bound {
  const trimmed = text.trim();
  const civil = DATE.test(trimmed) || WALL_CLOCK.test(trimmed) ? trimmed : null;
  if (civil !== null && isReal(civil)) return civil;
  const match = INSTANT.exec(trimmed);
  if (match && isReal(match[1]!) && isOffset(match[2]!)) return trimmed;
  throw new InvalidArgumentError(`Write ${BOUND_EXAMPLE}.`);
}

/** Milliseconds. @throws InvalidArgumentError */
export function parseFor(text: string): number {
  try {
    const milliseconds = parseDuration(text);
    if (milliseconds > LONGEST_CLOSURE_MILLISECONDS)
      throw new InvalidArgumentError(`Write at most two years: ${LONGEST_CLOSURE_DAYS}d.`);
    if (milliseconds > 0) return milliseconds;
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
  }
  throw new InvalidArgumentError('Write how long: 90m, 4h, 3d or 2w.');
}

/** Of every moment that is given: no calendar knows others, and no duration leads out of what a date can hold. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;

/** Whether the text, whose form is right, is a day and a time that exist, in this age. */
function isReal(civil: string): boolean {
  const [date, time = '00:00'] = civil.split('T');
  const [year, month, day] = date!.split('-').map(Number) as [number, number, number];
  const [hour, minute, second = 0] = time.split(':').map(Number) as [number, number, number?];
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new InvalidArgumentError(`Write a year from ${FIRST_YEAR} to ${LAST_YEAR}.`);
  const back = new Date(Date.UTC(year, month - 1, day));
  return back.toISOString().startsWith(date!) && hour < 24 && minute < 60 && second < 60;
}

function isOffset(offset: string): boolean {
  if (offset === 'Z') return true;
  return Number(offset.slice(1, 3)) <= 18 && Number(offset.slice(4)) < 60;
}

/**
 * `bound` moved by a duration in its own form: a date plus 3 days is a date or wall-clock time again, so that each
 * business still reads it in its own zone.
 */
export function laterBound(bound: Bound, milliseconds: number): Bound {
  if (INSTANT.test(bound)) return `${new Date(Date.parse(bound) + milliseconds).toISOString().slice(0, 19)}Z`;
  const civil = DATE.test(bound) ? `${bound}T00:00` : bound;
  return new Date(Date.parse(`${civil}Z`) + milliseconds).toISOString().slice(0, 19);
}
