import type { Clock, Instant } from '../../clock.ts';
import type { Organization } from '../../config/model.ts';
import { createPartooClient } from '../../partoo/index.ts';
import type { Store } from '../../store/store.ts';
import { type AccessInput, accessOf } from './access.ts';
import type { Account, Happening } from './deps.ts';
import { createPacer, TOLD_MILLISECONDS } from './pacer.ts';
import { PATIENCE_MILLISECONDS } from './silence.ts';

export interface AccountsInput extends AccessInput {
  store: Store;
  clock: Clock;
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch;
  /** For the jitter of retries. Default `Math.random`. */
  random?: () => number;
  /** Told of waits for Partoo. Default: nobody is. */
  tell?: (happening: Happening) => void;
}

/** Opens organizations' accounts at Partoo; each keeps its organization's pace. */
export function accountsOf(input: AccountsInput): (organization: Organization) => Promise<Account> {
  const { store, clock, fetch, random, tell = () => {} } = input;
  const find = accessOf(input);
  return async (organization) => {
    let { baseUrl, key } = await find(organization);
    const waiting = (until: Instant, why: string) =>
      tell({ kind: 'waiting', organization: organization.id, until, why });
    const pacer = createPacer(store, organization, clock, waiting);
    const client = createPartooClient({
      baseUrl,
      apiKey: () => key,
      clock,
      limiter: pacer,
      longestWaitMilliseconds: PATIENCE_MILLISECONDS,
      onWait: (until, after) => {
        if (until - clock.now() > TOLD_MILLISECONDS) waiting(until, `Partoo answered ${after}`);
      },
      ...(fetch ? { fetch } : {}),
      ...(random ? { random } : {}),
    });
    return {
      client,
      baseUrl,
      pairFrom: pacer.pairFrom,
      slowestAnswer: pacer.slowestAnswer,
      crowding: pacer.crowding,
      fewerWaiting: pacer.fewerWaiting,
      rereadKey: async () => {
        const before = key;
        ({ key } = await find(organization, true));
        return key !== before;
      },
    };
  };
}
