/** Kinds of things that came later are drawn from a seed on: earlier seeds play what they did when they found something. */
export const SINCE = {
  /** What has to be refused, newer releases, and what is sent twice over HTTP. */
  mistakes: 1_000_000,
  /** Hours past midnight, ends that move twice, many asked for at once, and a shop that refuses writes. */
  bars: 207_840_000,
  /** Days on which shops open by their special hours, and reads that are old as the next closure begins. */
  openings: 207_860_000,
  /** Clocks that jump. */
  clockSteps: 207_870_000,
  /** Special hours that somebody edits. */
  specialEdits: 207_950_000,
  /** Feeds that shrink. */
  shrinking: 207_950_000,
  /** Message templates that a rule swaps. */
  templates: 207_950_000,
  /** Staged closures that other rules mask, twice in a row, while Partoo is down. */
  masked: 208_100_000,
  /** Writes to a shop that nobody answers, while what they are to say moves. */
  unanswered: 208_110_000,
  /** A store that stumbles as a template is swapped. */
  stumbling: 208_120_000,
  /** Shops without hours or texts of their own, at which Partoo refuses nulls. */
  nulls: 208_130_000,
} as const;
