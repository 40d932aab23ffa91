import { resolveSecretRef } from '../config/environment.ts';
import { accessOf } from '../reconcile/pass/access.ts';
import type { AccountsInput } from '../reconcile/pass/account.ts';
import type { Deps } from '../reconcile/pass/deps.ts';

export interface DepsInput extends AccountsInput {
  /** See {@link Deps.announces}. Default false. */
  announces?: boolean;
  /** See {@link Deps.actor}. */
  actor?: string;
}

/**
 * What every use case needs, from what a host that does everything itself (the CLI, a simulation) has. The client and
 * the calendars' data are loaded with the first account that is opened, the first refresh: most commands need neither.
 */
export function createDeps({ tell = () => {}, announces = false, actor, ...input }: DepsInput): Deps {
  const { store, clock } = input;
  return {
    store,
    clock,
    tell,
    findAccount: accessOf(input),
    openAccount: async (organization) =>
      (await import('../reconcile/pass/account.ts')).accountsOf({ ...input, tell })(organization),
    resolveSecret: async (ref) =>
      input.resolveSecret ? input.resolveSecret(ref, true) : resolveSecretRef(ref, input.env),
    freshen: async (request) => (await import('../reconcile/refresh/freshen.ts')).freshen(request),
    announces,
    ...(actor === undefined ? {} : { actor }),
  };
}

/**
 * Loads what passes are made of ahead of the first one. For a clock that goes on while a module is read: that of a
 * simulation, on which the first closing would be hours late.
 */
export async function loadPasses(): Promise<void> {
  await Promise.all([
    import('../reconcile/pass/account.ts'),
    import('../reconcile/pass/reconcile.ts'),
    import('../reconcile/pass/remember-idle.ts'),
    import('../reconcile/pass/session.ts'),
    import('../reconcile/refresh/freshen.ts'),
    import('../reconcile/refresh/make-fresh.ts'),
  ]);
}
