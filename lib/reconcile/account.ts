import type { Clock } from '../clock.ts';
import { type Environment, resolveBaseUrl, resolveSecretRef } from '../config/environment.ts';
import type { Organization } from '../config/model.ts';
import { createPartooClient } from '../partoo/index.ts';
import type { Store } from '../store/store.ts';
import type { Account, Deps, Happening } from './deps.ts';
import { createPacer } from './pacer.ts';

export interface DepsInput {
  store: Store;
  clock: Clock;
  /** Where `env:NAME` of closures.yml is looked up. */
  env: Environment;
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch;
  /** For the jitter of retries. Default `Math.random`. */
  random?: () => number;
  tell?: (happening: Happening) => void;
}

/** What every use case needs, from what a host (the CLI, a function, a simulation) has. */
export function createDeps({ store, clock, env, fetch, random, tell = () => {} }: DepsInput): Deps {
  return {
    store,
    clock,
    tell,
    async openAccount(organization: Organization): Promise<Account> {
      const baseUrl = resolveBaseUrl(organization.baseUrl, env);
      const client = createPartooClient({
        baseUrl,
        apiKey: resolveSecretRef(organization.apiKey, env),
        clock,
        limiter: createPacer(store, organization, clock),
        ...(fetch ? { fetch } : {}),
        ...(random ? { random } : {}),
      });
      return { client, baseUrl };
    },
  };
}

/** Whether a base URL leads to this machine. */
export function isLocal(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
