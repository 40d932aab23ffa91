import type { Instant } from '../clock.ts';
import { readCrowded, slownessOf } from '../reconcile/pass/crowding.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { Wanting } from '../reconcile/situation/wanted.ts';
import { type PlannedWave, waves } from '../reconcile/situation/waves.ts';
import { storedSituations } from './stored-situations.ts';

/** A wave lasts seven hours at most: 100,000 businesses. */
const BEHIND_MILLISECONDS = 8 * 3600_000;
const AHEAD_MILLISECONDS = 60 * 86_400_000;
/** A pass begins within a minute of what asks for it, and nobody is told of a delay that is over when they look again. */
const GRACE_MILLISECONDS = 2 * 60_000;

export interface WavesNow {
  /** Those whose time it is, or was two minutes ago, by what is planned. */
  underWay: PlannedWave[];
  /** The next one that has not begun, within 60 days; null: there is none. */
  next: PlannedWave | null;
}

/** What is being written about now, and what comes next. Reads the store only. */
export async function wavesNow(deps: Deps, organizationId: string | null): Promise<WavesNow> {
  const now = deps.clock.now();
  const window = { from: now - BEHIND_MILLISECONDS, to: now + AHEAD_MILLISECONDS };
  const situations = await storedSituations(deps, organizationId, window.from);
  const planned: PlannedWave[] = [];
  for (const one of situations) {
    const crowded = await readCrowded(deps.store, one.organization.id, now);
    planned.push(...waves(one, new Wanting(one), window, slownessOf(crowded)));
  }
  const begins = ({ startsAt }: PlannedWave): Instant => Date.parse(startsAt);
  const [next = null] = planned.filter((wave) => begins(wave) > now).sort((a, b) => begins(a) - begins(b));
  return {
    underWay: planned.filter(
      (wave) => begins(wave) <= now && now < Date.parse(wave.endsAt) + GRACE_MILLISECONDS,
    ),
    next,
  };
}
