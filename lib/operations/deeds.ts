import { adHocKey } from '../closures/ad-hoc-key.ts';
import { asAsked } from '../closures/agreement.ts';
import { type DeedCause, deedInWords } from '../closures/deed-cause.ts';
import type { AdHocClosure } from '../closures/model.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';

/** What somebody asked for, as history keeps it: it is about an organization, and about no single business. */
export interface Deed {
  organization: string;
  action:
    | 'apply'
    | 'close'
    | 'hold'
    | 'extend'
    | 'change'
    | 'reopen'
    | 'approve'
    | 'decline'
    | 'pause'
    | 'resume'
    | 'release';
  cause: DeedCause;
  /** Default: who the deps say. */
  actor?: string;
}

/** What somebody asks of an ad-hoc closure or a hold. */
export function deedOf(
  organization: string,
  action: Deed['action'],
  closure: AdHocClosure,
  actor?: string,
): Deed {
  const { id, reason, until } = asAsked(closure);
  const cause: DeedCause = {
    ...{ kind: 'asked', closure: adHocKey(id), name: reason },
    ...(action === 'reopen' ? {} : { until }),
    waits: closure.waiting !== undefined,
  };
  return { organization, action, cause, ...(actor === undefined ? {} : { actor }) };
}

/** Who is named where a host does not say who asks. */
const NOBODY = 'unknown';

export function actorOf({ actor = NOBODY }: KeepingDeps): string {
  return actor;
}

/** Notes in history who asked for something; what comes of it for each business is noted by the pass that brings it about. */
export async function noteDeed(deps: KeepingDeps, { actor = actorOf(deps), ...deed }: Deed): Promise<void> {
  const at = deps.clock.now();
  await deps.store.appendHistory([
    {
      ...deed,
      reason: deedInWords(deed.cause),
      at,
      actor,
      business: '',
      code: null,
      before: null,
      after: null,
    },
  ]);
}
