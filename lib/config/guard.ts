import * as z from 'zod';
import { LONGEST_CLOSURE_DAYS, LONGEST_CLOSURE_MILLISECONDS } from '../closures/limits.ts';
import { DurationError, parseDuration } from '../reading/duration.ts';
import { flag, mapping, number, reader, readWith, textOf } from '../reading/readers.ts';
import type { Guard } from './model.ts';

/** No organization has more. */
const MOST_BUSINESSES = 1_000_000;
const REMEDY = 'write { maxShare: 0.2, maxBusinesses: 50, maxFor: 14d, approval: true }';

const maxFor = textOf('write a duration such as 14d', (value, report): number => {
  try {
    const milliseconds = parseDuration(value);
    if (milliseconds === 0 || milliseconds > LONGEST_CLOSURE_MILLISECONDS)
      report('is no length of a closure', `write a duration of at most ${LONGEST_CLOSURE_DAYS}d`);
    return milliseconds;
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    report('is no duration', 'write 12h, 14d or 2w');
    return z.NEVER;
  }
});

const shape = mapping(
  {
    maxShare: number((value) => value >= 0 && value <= 1, 'write a share from 0 to 1').optional(),
    maxBusinesses: number(
      (value) => Number.isInteger(value) && value >= 0 && value <= MOST_BUSINESSES,
      `write a whole number from 0 to ${MOST_BUSINESSES}`,
    ).optional(),
    maxFor: maxFor.optional(),
    approval: flag().optional(),
  },
  REMEDY,
);

/** `adHoc` of an organization: beyond what events, webhooks and tokens need somebody's agreement. */
export const guard = reader((value, report): Guard => {
  const read = readWith(shape, value, report);
  if (read === undefined) return z.NEVER;
  const { maxShare, maxBusinesses, maxFor: maxForMilliseconds, approval } = read;
  return {
    ...(maxShare === undefined ? {} : { maxShare }),
    ...(maxBusinesses === undefined ? {} : { maxBusinesses }),
    ...(maxForMilliseconds === undefined ? {} : { maxForMilliseconds }),
    ...(approval === undefined ? {} : { approval }),
  };
});
