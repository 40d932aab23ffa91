import type { Clock } from '../clock.ts';
import type { Organization } from '../config/model.ts';
import { createPartooClient } from '../partoo/index.ts';
import type { Store } from '../store/store.ts';
import { type AccessInput, accessOf } from './access.ts';
import type { Account } from './deps.ts';
import { createPacer } from './pacer.ts';

export interface AccountsInput extends AccessInput {
  store: Store;
  clock: Clock;
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch;
  /** For the jitter of retries. Default `Math.random`. */
  random?: () => number;
}

/** Opens organizations' accounts at Partoo; each keeps its organization's pace. */
export function accountsOf(input: AccountsInput): (organization: Organization) => Promise<Account> {
  const { store, clock, fetch, random } = input;
  const find = accessOf(input);
  return async (organization) => {
    let { baseUrl, key } = await find(organization);
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
        ({ key } = await find(organization, true));
        return key !== before;
      },
    };
  };
}
