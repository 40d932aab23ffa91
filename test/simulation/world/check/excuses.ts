import type { Instant } from '../../../../lib/clock.ts';
import type { Company, World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import { wrongTimes } from './clocks.ts';

/** A lease is waited for after a crash, then a tick, then what was left. */
const AFTER_A_CRASH = 5 * MINUTE;

/** Times in which an organization may be late, since something is or was wrong, or is not taken yet. */
export class Excuses {
  readonly #spans: { from: Instant; to: Instant }[];
  readonly #end: Instant;

  /**
   * @param code of one shop: what befalls another alone is no excuse for it
   * @param clocks when clocks that are wrong are an excuse
   */
  constructor(world: World, story: Story, company: Company, code?: string, clocks = wrongTimes(world)) {
    this.#end = world.to;
    const rest = 16 * spacingOf(company);
    // That something is asked for twice is no excuse.
    const troubles = world.troubles
      .filter(({ what }) => what !== 'doubled')
      .filter((one) => code === undefined || one.code === undefined || one.code === code)
      .filter(({ organization, what }) => organization === company.id || what === 'store' || what === 'newer')
      .map(({ from, to }) => ({ from, to: to + Math.min(HOUR, to - from) + AFTER_A_CRASH + rest }));
    const killed = story.killed
      .filter(({ organization }) => organization === company.id)
      .map(({ at }) => ({ from: at - MINUTE, to: at + AFTER_A_CRASH + rest }));
    const taken = story.taken
      .filter(({ from, to }) => to - from > MINUTE)
      .map(({ from, to }) => ({ from, to: to + 2 * MINUTE }));
    // Whatever was to be done meanwhile is done by one wave.
    const wave = (2 * company.shops.length + 16) * spacingOf(company);
    const pauses = story.pauses
      .filter(({ organization }) => organization === company.id)
      .map(({ from, resumedBy }) => ({ from: from - MINUTE, to: resumedBy + AFTER_A_CRASH + wave }));
    const jumps = clocks.map(({ from, to }) => ({ from, to: to + rest }));
    this.#spans = [...troubles, ...killed, ...taken, ...pauses, ...jumps].sort((a, b) => a.from - b.from);
  }

  /** How much of a time is not excused, ms. */
  left(from: Instant, to: Instant): number {
    let left = 0;
    let at = from;
    for (const span of this.#spans) {
      if (span.to <= at) continue;
      if (span.from >= to) break;
      left += Math.max(0, span.from - at);
      at = Math.max(at, span.to);
    }
    return left + Math.max(0, to - at);
  }

  /** When so much time has passed of which nothing is excused, ms; the end of the world at the latest. */
  after(from: Instant, milliseconds: number): Instant {
    let at = from;
    for (let left = milliseconds; left >= 1 && at < this.#end; left = milliseconds - this.left(from, at))
      at += left;
    return at;
  }

  has(at: Instant): boolean {
    return this.#spans.some(({ from, to }) => from <= at && at < to);
  }
}

/** Between two requests at the budgeted pace, ms. */
export function spacingOf({ requestsPerMinute, budgetShare }: Company): number {
  return 60_000 / (requestsPerMinute * budgetShare);
}
