/** A store that a newer release has written is left as it is, and so is Partoo (design rule 30). */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';

/** A request on its way. */
const ON_ITS_WAY = 15_000;

export function checkNewer({ troubles }: World, { leases, requests }: Story): string[] {
  return troubles
    .filter(({ what }) => what === 'newer')
    .flatMap(({ from, to }) => {
      const isWithin = ({ at }: { at: number }) => at > from && at < to;
      const written = requests.filter(
        ({ at, method }) => method === 'POST' && at > from + ON_ITS_WAY && at < to,
      );
      return [...leases.filter(isWithin), ...written].map(
        ({ at, organization }) =>
          `${organization}: somebody is at work at ${new Date(at).toISOString()}, in a store of a newer release`,
      );
    });
}
