import type { Business, Scope } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';

/** Scopes come from outside in any number. */
const MOST_SCOPES = 2000;
const known = new WeakMap<readonly Business[], Map<string, readonly Business[]>>();

/** The businesses of a directory that lie in a scope: found once for as long as the list is the same, many look many times. */
export function businessesIn(
  businesses: readonly Business[],
  scope: Scope,
  organization: string,
): readonly Business[] {
  const ofScope = known.get(businesses) ?? new Map<string, readonly Business[]>();
  known.set(businesses, ofScope);
  const key = JSON.stringify([organization, scope]);
  const found =
    ofScope.get(key) ?? businesses.filter((business) => matchesScope(scope, business, organization));
  if (ofScope.size >= MOST_SCOPES) ofScope.clear();
  ofScope.set(key, found);
  return found;
}
