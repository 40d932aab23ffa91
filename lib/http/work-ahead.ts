import type { Deps } from '../reconcile/pass/deps.ts';
import { scheduleAhead } from './console/schedule-known.ts';
import { statusNow, wavesKnown } from './remembered.ts';

/** So that the first who looks does not wait for it. What fails is told to whoever asks. */
export async function workAhead(deps: Deps): Promise<void> {
  await Promise.allSettled([statusNow(deps, null), wavesKnown(deps, null)]);
  await Promise.allSettled([scheduleAhead(deps)]);
}
