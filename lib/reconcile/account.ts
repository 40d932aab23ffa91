import type { Clock } from '../clock.ts';
import { type Environment, resolveBaseUrl, resolveSecretRef } from '../config/environment.ts';
import type { Organization, SecretRef } from '../config/model.ts';
import { createPartooClient } from '../partoo/index.ts';
import type { Store } from '../store/store.ts';
import type { Account } from './deps.ts';
import { createPacer } from './pacer.ts';

export interface AccountsInput {
  store: Store;
  clock: Clock;
  /** Where `env:NAME` of closures.yml is looked up. */
  env: Environment;
  /** What a reference to a secret stands for, now; `fresh`: not from a cache. Default: `env:NAME` alone. */
  resolveSecret?: (ref: SecretRef, fresh: boolean) => string | Promise<string>;
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch;
  /** For the jitter of retries. Default `Math.random`. */
  random?: () => number;
}

/** Opens organizations' accounts at Partoo; each keeps its organization's pace. */
export function accountsOf(input: AccountsInput): (organization: Organization) => Promise<Account> {
  const { store, clock, env, fetch, random } = input;
  const resolveSecret = input.resolveSecret ?? ((ref: SecretRef) => resolveSecretRef(ref, env));
  return async (organization) => {
    const baseUrl = resolveBaseUrl(organization.baseUrl, env);
    let key = await resolveSecret(organization.apiKey, false);
    const client = createPartooClient({
      baseUrl,
      apiKey: () => key,
      clock,
      limiter: createPacer(store, organization, clock),
      ...(fetch ? { fetch } : {}),
      ...(random ? { random } : {}),
    });
    return {
      client,
      baseUrl,
      rereadKey: async () => {
        const before = key;
        key = await resolveSecret(organization.apiKey, true);
        return key !== before;
      },
    };
  };
}

/** Whether a base URL leads to this machine. */
export function isLocal(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
