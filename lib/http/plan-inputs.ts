import { createHash } from 'node:crypto';
import { appliedConfig, selectOrganizations } from '../operations/index.ts';
import { readCrowded } from '../reconcile/pass/crowding.ts';
import type { KeepingDeps } from '../reconcile/pass/deps.ts';

/** What is compared by being the same object: a store gives the same while it is the same. */
const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(thing: object | null): number {
  if (thing === null) return 0;
  const known = numbers.get(thing) ?? ++last;
  numbers.set(thing, known);
  return known;
}

/** Not every store gives the same list while it is the same. */
const digests = new WeakMap<object, string>();

function digestOf(list: readonly object[]): string {
  const known = digests.get(list) ?? createHash('sha256').update(JSON.stringify(list)).digest('base64');
  digests.set(list, known);
  return known;
}

/** What plans are made of, as far as it changes: another answer means another plan. */
export async function planInputs({ store, clock }: KeepingDeps, only: string | null): Promise<unknown> {
  const { config, hash, appliedAt } = await appliedConfig(store);
  const organizations = selectOrganizations(config, only).map(async ({ id }) => {
    const [directory, calendars, adHoc, crowded] = await Promise.all([
      store.readDirectory(id),
      store.readCalendars(id),
      store.listAdHoc(id),
      readCrowded(store, id, clock.now()),
    ]);
    return [directory?.readAt, numberOf(directory), numberOf(calendars), digestOf(adHoc), crowded?.speed];
  });
  return [hash, appliedAt, await Promise.all(organizations)];
}
