/** No more reads than design allows (rule 18): for what is due, daily, hourly in a closure; an idle minute costs none. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, World } from '../model.ts';
import type { SeenRequest, Story } from '../play/record.ts';
import { ShopTruth } from '../truth/shop.ts';
import { DAY, HOUR, MINUTE } from '../truth/zones.ts';
import { Excuses, spacingOf } from './excuses.ts';

/** Requests that lie no further apart belong together. */
const TOGETHER = 2 * MINUTE;
/** Looks at what is in place: of all shops at once, but for those that another wave has just looked at. */
const LOOKS_AN_HOUR = 2;
/** Where a pass of templates has made some along, these have hours of their own until they meet the others again. */
const LOOKS_APART = 1;
const WAVES_OF = 2 * HOUR;
const NEARLY_AN_HOUR = 55 * MINUTE;
/**
 * Staged hours are thought over every other day, and templates looked at in an hour of their own, by a pass that makes a look
 * along which is due in 20 minutes.
 */
const BY_ANOTHER_PASS = 38 * MINUTE;
/** A page of settings; a second look at what it shows, and a list where it shows too little. */
const A_LOOK = 3;
/** Beside a list, where the one of the night has failed: all settings, and until when the key is good. */
const OF_A_LIST = 2;
/** Until a write is read back, or written again, later and later. */
const AFTER_A_WRITE = 45 * MINUTE;
/** A wave's reads beside 3 % of its writes; and as many as it takes to write nothing over what was read long ago (rule 11). */
const OF_A_WAVE = 20;
const SHARE = 0.03;
const FRESH = 30_000;
/** What Partoo is late to show is looked for as long as that, and then by the next pass. */
const LOOKED_FOR = 30_000;
const LOOKED_FOR_AGAIN = 7;
/** So long after something is due, or somebody asks for something, it is turned to. */
const TURNED_TO = 6 * MINUTE;
/** How long before it is due. */
const AHEAD = 35 * MINUTE;

export function checkReads(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const excuses = new Excuses(world, story, company);
    // Templates are looked at for themselves, a list at a time.
    const requests = story.requests.filter(
      ({ organization, path }) => organization === company.id && !path.includes('/messaging/templates'),
    );
    const bursts = burstsOf(requests, Math.max(APART, 4 * spacingOf(company)));
    const calm = bursts.filter(({ from, to }) => excuses.left(from, to + 1) > to - from);
    // What was written while all was not well has its looks an hour later, too.
    const writes = bursts.filter((burst) => burst.writes > 0);
    return [...tooManyInAWave(world, company, calm), ...tooManyLooks(world, story, company, calm, writes)];
  });
}

interface Burst {
  from: Instant;
  to: Instant;
  reads: number;
  writes: number;
  /** Lists of shops among the reads. */
  lists: number;
  /** Waves that follow one another so soon. */
  waves: number;
  writtenAt: Instant;
}

/** Writes that lie further apart are of two waves, where the quota is not to blame. */
const APART = 30_000;

function burstsOf(requests: readonly SeenRequest[], apart: number): Burst[] {
  const bursts: Burst[] = [];
  for (const { at, method, path } of requests.toSorted((a, b) => a.at - b.at)) {
    const last = bursts.at(-1);
    const burst =
      last && at - last.to < TOGETHER
        ? last
        : { from: at, to: at, reads: 0, writes: 0, lists: 0, waves: 0, writtenAt: Number.NEGATIVE_INFINITY };
    if (burst !== last) bursts.push(burst);
    burst.to = at;
    if (path.endsWith('/business/search')) burst.lists += 1;
    if (method === 'GET') burst.reads += 1;
    else {
      burst.writes += 1;
      if (at - burst.writtenAt > apart) burst.waves += 1;
      burst.writtenAt = at;
    }
  }
  return bursts;
}

function tooManyInAWave(world: World, company: Company, bursts: readonly Burst[]): string[] {
  const { id } = company;
  const share = Math.max(SHARE, 1 / Math.max(1, Math.floor(FRESH / spacingOf(company))));
  const again = world.launchDelayMilliseconds > LOOKED_FOR ? LOOKED_FOR_AGAIN : 0;
  return bursts
    .filter(({ reads, writes, waves }) => reads > waves * (OF_A_WAVE + again) + share * writes && writes > 0)
    .map(
      ({ from, reads, writes }) =>
        `${id}: ${reads} reads for ${writes} writes from ${new Date(from).toISOString()}`,
    );
}

/** Those that nothing called for but the hour. */
function tooManyLooks(
  world: World,
  story: Story,
  company: Company,
  bursts: readonly Burst[],
  writes: readonly Burst[],
): string[] {
  const calls = callsOf(world, story, company);
  const swaps = world.rules.some(({ effect }) => effect.swaps !== undefined);
  const hasOtherPasses = swaps || world.rules.some(({ staged }) => staged);
  const apart = hasOtherPasses ? BY_ANOTHER_PASS : NEARLY_AN_HOUR;
  const looks = bursts.filter(
    ({ from, to, reads, lists, writes: written }) =>
      written === 0 &&
      !isOfAnApply({ from, reads, lists }, story) &&
      !calls.some((at) => at > from - TURNED_TO && at < to + AHEAD) &&
      !writes.some((one) => one.from <= from && from - one.to < AFTER_A_WRITE),
  );
  return looks.flatMap(({ from, reads, lists }, index) => {
    const when = `from ${new Date(from).toISOString()}`;
    const waves = writes.filter((one) => one.from <= from && one.to > from - WAVES_OF).length;
    const allowed = Math.max(LOOKS_AN_HOUR + (swaps ? LOOKS_APART : 0), waves + 1);
    const next = looks[index + allowed];
    return [
      ...(reads > A_LOOK + OF_A_LIST * Math.min(1, lists)
        ? [`${company.id}: a look takes ${reads} reads ${when}`]
        : []),
      ...(next && next.from - from < apart
        ? [`${company.id}: more than ${allowed} looks within an hour ${when}`]
        : []),
    ];
  });
}

/**
 * Whoever is refused to close everybody at once has had the shops listed for that, of all companies (design rule 22), and
 * their settings read, where that is to be done again.
 */
function isOfAnApply({ from, reads, lists }: Pick<Burst, 'from' | 'reads' | 'lists'>, story: Story): boolean {
  return (
    lists > 0 &&
    reads <= OF_A_LIST * lists &&
    story.mistakes.some(({ what, at }) => what === 'allAtOnce' && isSoon(from, at))
  );
}

const isSoon = (at: Instant, after: Instant): boolean => at >= after && at < after + MINUTE;

/** All that has a pass ask Partoo. */
function callsOf(world: World, story: Story, company: Company): Instant[] {
  const nights: Instant[] = [];
  for (let at = world.from + 2.3 * HOUR; at < world.to; at += DAY) nights.push(at);
  return [
    ...nights,
    world.from,
    ...story.taken.map(({ to }) => to),
    ...story.reads.map(({ at }) => at),
    ...company.shops.flatMap((shop) => new ShopTruth(world, story, company, shop).bounds()),
  ];
}
