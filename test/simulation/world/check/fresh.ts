/** What is written over was read at most half a minute before, so that nothing that others changed is lost (rule 11). */
import type { Company, World } from '../model.ts';
import type { SeenRequest, Story } from '../play/record.ts';
import { MINUTE } from '../truth/zones.ts';
import { spacingOf } from './excuses.ts';

const FRESH = 30_000;
/** A request on its way, beside the slots that others have before it. */
const ON_ITS_WAY = 3_000;
/** For so long Partoo may have asked all to wait. */
const ASKED_TO_WAIT = MINUTE;
/** What is sent again was read before it was sent first. */
const AGAIN = 3 * MINUTE;

export function checkFreshness(world: World, { requests }: Story): string[] {
  return world.companies.flatMap((company) =>
    overOldReads(
      company,
      requests.filter(({ organization }) => organization === company.id).toSorted((a, b) => a.at - b.at),
    ),
  );
}

function overOldReads(company: Company, requests: readonly SeenRequest[]): string[] {
  const allowed = FRESH + ON_ITS_WAY + 2 * spacingOf(company);
  const sent = new Map<string, number>();
  const read = new Map<string, number>();
  let refusedAt = Number.NEGATIVE_INFINITY;
  return requests.flatMap(({ at, method, path, status }) => {
    if (status === 429) refusedAt = at;
    if (method === 'GET') {
      read.set(kindOf(path), at);
      return [];
    }
    const isAgain = at - (sent.get(path) ?? Number.NEGATIVE_INFINITY) < AGAIN;
    sent.set(path, at);
    const readAt = read.get(kindOf(path)) ?? Number.NEGATIVE_INFINITY;
    if (isAgain || at - refusedAt < ASKED_TO_WAIT || at - readAt <= allowed) return [];
    const seconds = Math.round((at - readAt) / 1000);
    return [
      `${company.id}: a write over what was read ${seconds} s before, at ${new Date(at).toISOString()}`,
    ];
  });
}

/** Templates are read for themselves. */
function kindOf(path: string): string {
  return /\/messaging\/(settings|templates)/.exec(path)?.[1] ?? path;
}
