/** Switches while nothing is to be touched. Nothing here is shared with the product. */
import type { Settings } from '../../../../lib/closures/model.ts';
import type { Version } from '../play/record.ts';

export class SwitchedAside {
  /** What we had written last by then, and what the shop's own switch was before. */
  #first: { write: Version; before: boolean } | null = null;

  /**
   * What the shop's own switch is once somebody has turned it. Nobody looks meanwhile: what is put back to what we wrote by
   * then was never seen to go. What went off earlier, and is on again, is on, whether that was seen or not.
   */
  own({ is_launched }: Settings, write: Version, baseline: Settings): boolean {
    const isFirst = this.#first?.write !== write;
    if (this.#first === null || isFirst) this.#first = { write, before: baseline.is_launched };
    const isOurs = is_launched === write.settings.is_launched;
    return isOurs && !(isFirst && is_launched) ? this.#first.before : is_launched;
  }
}
