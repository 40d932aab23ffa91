import { userInfo } from 'node:os';
import { characterFault } from '../closures/limits.ts';
import type { Environment } from '../config/environment.ts';
import { UsageError } from '../reconcile/pass/errors.ts';

const LONGEST_NAME = 100;

/** Whom history names: $PARTOO_CLOSURES_ACTOR, else the system's user. @throws UsageError for a name that is none */
export function actorOf(env: Environment): string {
  const given = env.PARTOO_CLOSURES_ACTOR?.trim();
  if (!given) return `command:${systemUser(env) ?? 'unknown'}`;
  const fault =
    given.length > LONGEST_NAME ? `is longer than ${LONGEST_NAME} characters` : characterFault(given);
  if (fault === null) return `command:${given}`;
  throw new UsageError('actor', `PARTOO_CLOSURES_ACTOR ${fault}.`, 'Write a name that history can show.');
}

function systemUser(env: Environment): string | null {
  const named = env.USER || env.LOGNAME || env.USERNAME;
  if (named) return named;
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that nobody has.
    return null;
  }
}
