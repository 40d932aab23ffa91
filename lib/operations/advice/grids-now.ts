import type { Instant } from '../../clock.ts';
import type { Situation } from '../../reconcile/situation/situation.ts';
import { type GridsNow, gridsIn } from '../../reconcile/situation/staged-writes.ts';
import type { Store } from '../../store/store.ts';

/** The grids in place. Marks of 100,000 businesses take their time: without staged rules nobody asks for them. */
export async function gridsNow(
  store: Pick<Store, 'listMarks'>,
  { organization, sources }: Situation,
  now: Instant,
): Promise<GridsNow> {
  const isStaged = sources.some(({ source }) => source.staged);
  return gridsIn(isStaged ? await store.listMarks(organization.id) : [], now);
}
