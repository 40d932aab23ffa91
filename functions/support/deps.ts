import { resolveSecret } from '../../lib/config/aws-secrets.ts';
import { withOutbox } from '../../lib/events/with-outbox.ts';
import { accessOf } from '../../lib/reconcile/pass/access.ts';
import type { Deps, Freshen, Happening } from '../../lib/reconcile/pass/deps.ts';
import { log, measure } from './log.ts';
import type { Minute } from './minute.ts';

/** What the use cases need, on AWS: keys from where AWS keeps them, and an outbox that is emptied. */
export function depsOf({ store, clock, environment }: Minute, freshen: Freshen): Deps {
  const access = { env: process.env, resolveSecret };
  const told = (happening: Happening) => tell(happening, environment.PARTOO_CLOSURES_STAGE);
  return {
    store: withOutbox(store),
    clock,
    findAccount: accessOf(access),
    // With the client of Partoo, which a pass that has only to tell does without.
    openAccount: async (organization) =>
      (await import('../../lib/reconcile/pass/account.ts')).accountsOf({
        store,
        clock,
        tell: told,
        ...access,
      })(organization),
    resolveSecret: (ref) => resolveSecret(ref, true),
    freshen,
    announces: true,
    tell: told,
  };
}

function tell(happening: Happening, stage: string): void {
  const { kind, organization } = happening;
  if (kind === 'alert')
    log('warn', 'alert', { organization, business: happening.business, code: happening.code });
  else if (kind === 'waiting')
    log('info', 'waiting', { organization, until: new Date(happening.until).toISOString() });
  else if (kind === 'health')
    measure(
      stage,
      {
        BusinessesFailing: happening.failing,
        LongestFailureMinutes: Math.floor(happening.longestFailureMilliseconds / 60_000),
        ClosuresLate: happening.late,
      },
      { organization },
    );
}
