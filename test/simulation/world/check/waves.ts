/** How long the wave of a company at an instant may take, and how long before it a closing may be carried out. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company } from '../model.ts';
import type { ShopTruth } from '../truth/shop.ts';
import { MINUTE } from '../truth/zones.ts';
import { spacingOf } from './excuses.ts';

/**
 * Requests of a wave beside one for each shop: the look before, what is read back, what others of the pass need, and the
 * slots of a block that the pass before has lost.
 */
const BESIDE = 12;
/** What is read is written over for so long (rule 11): at a small quota each write needs a read before it, and one after. */
const FRESH = 30_000;
/** A request on its way. */
const ON_ITS_WAY = 2_000;

export class Waves {
  readonly #spacing: number;
  readonly #changes: Instant[];
  /** What is refused is sent again. */
  readonly #areRefused: boolean;

  constructor(company: Company, truths: readonly ShopTruth[]) {
    this.#spacing = spacingOf(company);
    this.#areRefused = truths.some(({ nulls }) => nulls.areAny);
    this.#changes = truths.flatMap((truth) => {
      const changes = truth.bounds().filter((at) => key(truth, at) !== key(truth, at - 1));
      return changes;
    });
  }

  length(at: Instant): number {
    let count = 0;
    let reach = 10 * MINUTE;
    // A wave that runs into the next one makes it longer.
    for (let rounds = 0; rounds < 3; rounds += 1) {
      count = this.#changes.filter((change) => Math.abs(change - at) <= reach).length;
      reach = Math.max(reach, (count + BESIDE) * this.#spacing);
    }
    const each =
      Math.max(1.5, 1 + 2 / Math.max(1, Math.floor(FRESH / this.#spacing))) + (this.#areRefused ? 1 : 0);
    return (count * each + BESIDE) * this.#spacing + ON_ITS_WAY;
  }

  /** How long before an instant at which a shop is closed that may be carried out (design rule 17). */
  leadUpTo(truth: ShopTruth, at: Instant): number {
    if (!truth.closedAt(at)) return 0;
    if (isHeldOpen(truth, at - 1)) return ON_ITS_WAY;
    const { winners } = truth.wanted(at);
    const lead = (winners.launched ?? winners.hours)?.maxLead ?? 0;
    return Math.min(lead, this.length(at)) + ON_ITS_WAY;
  }
}

const key = (truth: ShopTruth, at: Instant): string => JSON.stringify(truth.wanted(at).values);

/** No lead reaches into a hold or an `open`. */
export function isHeldOpen(truth: ShopTruth, at: Instant): boolean {
  const { winners } = truth.wanted(at);
  return [winners.launched, winners.hours].some((winner) => winner?.rank === 3 || winner?.effect.open);
}
