/** What waits for somebody's agreement, as it is said until it is over (design rule 26). */
import type { Instant } from '../../clock.ts';
import { actorInWords } from '../../closures/actors.ts';
import type { AdHocClosure, Waiting } from '../../closures/model.ts';
import type { ClosureStore } from '../../store/store.ts';
import type { Warning } from '../situation/warning.ts';
import { lapsesAt } from './ended-closures.ts';

export interface AwaitedClosure {
  organization: string;
  closure: string;
  waiting: Waiting;
}

/** In the order in which it was asked for. */
export function awaitedAmong(
  organization: string,
  adHoc: readonly AdHocClosure[],
  now: Instant,
): AwaitedClosure[] {
  return adHoc
    .flatMap((one) =>
      one.waiting && lapsesAt(one) > now ? [{ organization, closure: one.id, waiting: one.waiting }] : [],
    )
    .sort((a, b) => a.waiting.at - b.waiting.at);
}

export function awaitedWarning({ organization, closure, waiting: { kind, by } }: AwaitedClosure): Warning {
  const what = kind === 'closure' ? '' : kind === 'end' ? 'the end of ' : 'a change of ';
  const who = by.map(actorInWords).join(', ');
  return {
    code: 'waiting-for-approval',
    message: `"${organization}": ${what}${closure}, asked for by ${who}, waits for \`approve ${closure}\` or \`decline ${closure}\`.`,
  };
}

export async function awaitedIn(
  store: ClosureStore,
  organizations: readonly { id: string }[],
  now: Instant,
): Promise<AwaitedClosure[]> {
  const lists = organizations.map(async ({ id }) => awaitedAmong(id, await store.listAdHoc(id), now));
  return (await Promise.all(lists)).flat();
}
