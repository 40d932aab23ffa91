/** Whoever is asked to wait waits (design rule 16): nothing arrives until then, but what was on its way. */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';

/** Requests that had left when the answer came. */
const ON_ITS_WAY = 300;
/** However long it is asked for, no longer (rule 28). */
const LONGEST = 300_000;

export function checkRetryAfter(world: World, { requests }: Story): string[] {
  return world.companies.flatMap(({ id }) => {
    const ofCompany = requests.filter(({ organization }) => organization === id);
    return ofCompany.flatMap(({ at, retryAfterSeconds }) => {
      if (retryAfterSeconds === undefined) return [];
      const until = at + Math.min(retryAfterSeconds * 1000, LONGEST);
      const early = ofCompany.find((one) => one.at > at + ON_ITS_WAY && one.at < until);
      if (!early) return [];
      const seconds = Math.round((early.at - at) / 1000);
      return [
        `${id}: asked at ${new Date(at).toISOString()} to wait ${retryAfterSeconds} s, it comes again after ${seconds}`,
      ];
    });
  });
}
