import type { Instant } from '../../clock.ts';
import { isOver, type PassState } from './pass-state.ts';

/** How often it is looked for something new while a pass waits. */
const LOOK_MILLISECONDS = 1000;

/**
 * Waits with the lease kept; by the second, so that a closure that somebody asks for meanwhile begins at once. False where
 * there is such a thing, or no time left.
 */
export async function waitUntil(pass: PassState, until: Instant): Promise<boolean> {
  const { deps, keeper, outlook } = pass;
  while (deps.clock.now() < until) {
    if (isOver(pass)) return false;
    await keeper?.ensure(0);
    await deps.clock.sleep(Math.min(Math.max(1, until - deps.clock.now()), LOOK_MILLISECONDS));
    if (await outlook.hasChanged()) return false;
  }
  return true;
}

/** Where the pace is so slow that a read would be old by the next slot, it waits for its write's as well. */
export async function waitForPair(pass: PassState): Promise<boolean> {
  const { deps, organization, account } = pass;
  const until = await account.pairFrom();
  if (until > deps.clock.now())
    deps.tell({ kind: 'waiting', organization: organization.id, until, why: 'two requests of the quota' });
  return waitUntil(pass, until);
}
