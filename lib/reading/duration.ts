const UNITS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};
const SHAPE = /^(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/** A text is no duration. */
export class DurationError extends Error {
  readonly code = 'duration';

  constructor(text: string) {
    super(`${JSON.stringify(text.slice(0, 40))} is no duration; write 90s, 10m, 1h30m, 3d or 2w`);
    this.name = 'DurationError';
  }
}

/**
 * Milliseconds of a duration such as `90s`, `10m`, `1h30m`, `3d`, `2w`: whole numbers, units from the largest to the
 * smallest, each at most once. `0` needs no unit. A day is 24 hours, a week 7 days.
 * @throws DurationError
 */
export function parseDuration(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  const match = SHAPE.exec(trimmed);
  if (match === null || trimmed === '') throw new DurationError(text);
  return Object.values(UNITS).reduce(
    (sum, milliseconds, index) => sum + Number(match[index + 1] ?? 0) * milliseconds,
    0,
  );
}
