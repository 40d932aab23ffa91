/** Businesses read by one request. */
export const PAGE = 100;
/** A read may be this old when its write begins (design rule 11: 30 s). */
export const FRESH_MILLISECONDS = 30_000;
/** The same, less what a slow request may take of it. */
const BATCH_MILLISECONDS = 26_000;

/** How many businesses are read at once before they are written: as many as can be written while the read is fresh. */
export function batchSize(spacing: number): number {
  return Math.max(1, Math.min(PAGE, Math.floor(BATCH_MILLISECONDS / spacing)));
}

/** Whether a read would be old by the next slot: then it waits until its write can follow at once. */
export function needsPair(spacing: number): boolean {
  return spacing > BATCH_MILLISECONDS;
}

/** Whether a read that is asked for while a write waits for its slot is too old by the last write of its batch. */
export function agesBehindAWrite(spacing: number): boolean {
  return (1 + batchSize(spacing)) * spacing > FRESH_MILLISECONDS;
}

/** What a write takes of the quota, with its part of the read before it and of the one after it. */
export function requestsPerWrite(spacing: number): number {
  return 1 + 1 / batchSize(spacing) + 1 / PAGE;
}

/** The time that Partoo may take to answer without slowing the pace, ms. */
const ANSWER_MILLISECONDS = 2000;
const MOST_AT_ONCE = 16;

/** How many writes are under way at once: those that wait for their answers, and those that wait for their slots. */
export function writesAtOnce(spacing: number): number {
  const waiting = Math.ceil(WAITING_MILLISECONDS / spacing);
  return Math.min(MOST_AT_ONCE, Math.ceil(ANSWER_MILLISECONDS / spacing) + waiting);
}

/** How many writes are left when the next businesses are read, so that the answer, which takes so long, is there in time. */
export function leftWhileReading(spacing: number, answerMilliseconds: number): number {
  return Math.floor(Math.min(answerMilliseconds, ANSWER_MILLISECONDS) / spacing);
}

/** What waits for its slot has its turn before anything that comes meanwhile, also what is urgent. */
const WAITING_MILLISECONDS = 500;
const FEWEST_WAITING = 2;

/** How many writes wait for their slots, so that none is missed, and no more. */
export function writesWaiting(spacing: number): number {
  return Math.max(FEWEST_WAITING, Math.ceil(WAITING_MILLISECONDS / spacing));
}
