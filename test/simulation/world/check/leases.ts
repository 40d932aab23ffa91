/** Nobody works on an organization while somebody else does, and none writes beyond what he may (design rule 12). */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { readingsAt } from './clocks.ts';

/** It outlives the time that a request may take, 10 s, by 5 s; less what the request has been on its way. */
const LEFT = 14_500;

export function checkLeases(world: World, { leases, requests }: Story): string[] {
  return world.companies.flatMap(({ id }) => {
    const ofCompany = leases.filter(({ organization }) => organization === id);
    const taken = ofCompany.flatMap(({ at, kind }, index) => {
      const before = ofCompany.slice(0, index);
      const held = before.findLast((one) => one.kind !== 'release');
      const isReleased = before.some((one) => one.kind === 'release' && one.token === held?.token);
      return kind === 'take' && held && held.expiresAt > Math.max(...readingsAt(world, at)) && !isReleased
        ? [`${id}: two are at work since ${new Date(at).toISOString()}`]
        : [];
    });
    const late = requests
      .filter(({ organization, method }) => organization === id && method === 'POST')
      .filter(
        ({ at }) =>
          (ofCompany.findLast((one) => one.kind !== 'release' && one.at <= at)?.expiresAt ?? 0) <
          Math.min(...readingsAt(world, at)) + LEFT,
      )
      .map(({ at }) => `${id}: a write with hardly any lease left at ${new Date(at).toISOString()}`);
    return [...taken, ...late];
  });
}
