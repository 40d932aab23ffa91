/** Which closure is named as the cause of what a business should be like. */
import type { Instant } from '../clock.ts';
import type { Cause } from './cause.ts';
import type { Chain, Link } from './chains.ts';
import type { CohortWanted } from './cohort-wanted.ts';
import type { Desired } from './desired.ts';
import { namesake } from './messages/index.ts';
import { isOpening, type Resolution } from './precedence.ts';
import { TEXT_MEMBERS } from './text-members.ts';

/**
 * Whom a write is because of, and on behalf of: the first closure in force; or what is announced or staged, where that has
 * begun since, or nothing is in force. What somebody asked for goes before what is staged for later.
 */
export function spokesman({ chains, resolution, at }: CohortWanted, staged: Chain | null): Chain | null {
  const first = speaker(chains, resolution);
  const announced = announcing(resolution);
  const shown = announced && (!first || announced.start > first.start) ? announced : first;
  const isAhead = staged !== null && staged.start > at;
  return (isAhead && (!shown || shown.source.level === 'rule') ? staged : shown) ?? null;
}

/** What is told of it. */
export function causeOf(
  chain: Chain,
  at: Instant,
  nameOf: (chain: Chain, link: Link | undefined) => string,
): Cause {
  const kind = chain.announces ? 'announced' : chain.start > at ? 'staged' : 'in-force';
  return { kind, closure: chain.source.key, name: nameOf(chain, linkAt(chain, at)) };
}

/** Who is named as the cause: while an opening lets what recurs go on, that. */
function speaker([first]: readonly Chain[], { reachable }: Resolution): Chain | undefined {
  return first && isOpening(first) ? (reachable.winner ?? first) : first;
}

/** The announcement that shows; undefined: none does. */
function announcing(resolution: Resolution): Chain | undefined {
  return textsOf(resolution).flatMap(({ winner }) => (winner?.announces ? [winner] : []))[0];
}

/** What the texts announce, as {@link Desired} says it. */
export function announcedBy(resolution: Resolution): Pick<Desired, 'announces'> {
  const announced = textsOf(resolution).flatMap(({ winner }) => winner?.announces ?? []);
  const keys = announced.map(({ source, start }) => `${source.key} ${start}`);
  return keys.length === 0 ? {} : { announces: [...new Set(keys)].join(' ') };
}

/** What a resolution says of both texts. */
export const textsOf = (resolution: Resolution) => TEXT_MEMBERS.map((member) => resolution[member]);

/** The occurrence of a chain that is in force at `at`; of one that is announced, that which it is called after. */
export function linkAt(chain: Chain, at: Instant): Link | undefined {
  if (chain.announces) return namesake(chain.links);
  return chain.links.findLast((link) => link.start <= at && at < link.end) ?? chain.links[0];
}
