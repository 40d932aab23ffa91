import { type AccountsInput, accountsOf } from './account.ts';
import type { Deps, Happening } from './deps.ts';
import { freshen } from './freshen.ts';

export interface DepsInput extends AccountsInput {
  tell?: (happening: Happening) => void;
}

/** What every use case needs, from what a host that does everything itself (the CLI, a simulation) has. */
export function createDeps({ tell = () => {}, ...input }: DepsInput): Deps {
  const { store, clock } = input;
  return { store, clock, tell, openAccount: accountsOf(input), freshen, announces: false };
}
