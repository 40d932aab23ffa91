/** All that closes one shop, and from when to when it was known. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Ask, Calendar, Company, Rule, RuleEffect, Shop, World } from '../model.ts';
import { placeOf } from '../places.ts';
import type { Story } from '../play/record.ts';
import { contentsOf } from './feed-contents.ts';
import { chainsOf, chainsOfEntries, type Interval } from './occurrences.ts';
import { type KnownHours, specialHoursOf } from './special-hours.ts';
import { HOUR, type Zone, zoneOf } from './zones.ts';

export interface Closure {
  key: string;
  /** hold 3, urgent 2, ad hoc 1, rule 0. */
  rank: number;
  priority: number;
  start: Instant;
  end: Instant;
  /** In force as far as anybody knew: from when it was deployed or heard of, until it was taken away. */
  knownFrom: Instant;
  knownTo: Instant;
  effect: RuleEffect;
  /** When somebody asked for it; of a rule 0. */
  askedAt: Instant;
  enforce: boolean;
  maxLead: number;
  staged: boolean;
  /** Nights and closed weekdays go on around the hours of an exceptional opening. */
  recurs: boolean;
  /** Of an exceptional opening: when it opens; null: it is none. */
  opens: Interval[] | null;
  /** How long before it first closes the shop it is announced, ms; 0: it is not. */
  announcedFor: number;
  /** Of an announcement: the closure that it is of. */
  announces: Closure | null;
}

/** Further notice. */
const NEVER = Number.POSITIVE_INFINITY;
const MAX_LEAD = 10 * 60_000;
const PRIORITIES = {
  dates: 60,
  sheet: 60,
  ical: 50,
  holidays: 40,
  special: 30,
  weekly: 10,
  cron: 10,
} as const;

function priorityOf(calendar: Calendar): number {
  return PRIORITIES[calendar.kind === 'feed' ? calendar.format : calendar.kind];
}

/** The configured one before that of the place (design rule 6). Where nobody knows it, nothing goes by it. */
export function zoneOfShop(shop: Shop, world: World): Zone {
  return zoneOf(zoneNameOf(shop) ?? 'UTC', world.from);
}

const zoneNameOf = ({ zoneInConfig, place }: Shop) => zoneInConfig ?? placeOf(place).zone;

export function closuresOf(world: World, story: Story, company: Company, shop: Shop): Closure[] {
  if (zoneNameOf(shop) === null) return [];
  const zone = zoneOfShop(shop, world);
  const rules = world.rules
    .filter(({ codes }) => codes === null || codes.includes(shop.code))
    .flatMap((rule) => [
      ...closuresOfRule(rule, zone, world, story, company, shop),
      ...specialHoursOf(shop, world, story, company).flatMap((known) =>
        openingsOfRule(rule, zone, world, story, known),
      ),
    ]);
  const asks = world.asks
    .filter(({ codes, organization }) => organization === company.id && codes.includes(shop.code))
    .flatMap((ask) => closuresOfAsk(ask, story));
  return [...rules, ...asks];
}

function closuresOfRule(
  rule: Rule,
  zone: Zone,
  world: World,
  story: Story,
  company: Company,
  shop: Shop,
): Closure[] {
  const { key, calendar, effect, priority, announceHours, maxLeadMinutes } = rule;
  const known = knownSpans(rule, world, story);
  const contents =
    calendar.kind === 'feed'
      ? contentsOf(calendar.feed, world, story, company).map(({ from, to, days }) => ({
          ...{ from, to },
          chains: chainsOfEntries(days, zone),
        }))
      : spansOf(calendar, specialHoursOf(shop, world, story, company)).map(({ from, to, hours }) => ({
          ...{ from, to },
          chains: chainsOf(calendar, zone, world.from, { ...shop, specificHours: hours }),
        }));
  const all = contents.flatMap(({ from, to, chains }) =>
    knownWithin({ from, to }, known).flatMap(([knownFrom, knownTo]) =>
      chains.map((chain): [Interval, Instant, Instant] => [chain, knownFrom, knownTo]),
    ),
  );
  return all.flatMap(([{ start, end }, knownFrom, knownTo]) => {
    const closure: Closure = {
      ...{ key, rank: 0, start, end, knownFrom, knownTo, effect, announces: null },
      priority: priority ?? priorityOf(calendar),
      askedAt: 0,
      enforce: rule.enforce === true,
      maxLead: maxLeadMinutes === undefined ? MAX_LEAD : maxLeadMinutes * 60_000,
      staged: rule.staged === true,
      recurs: calendar.kind === 'cron' || calendar.kind === 'weekly',
      opens: null,
      announcedFor: (announceHours ?? 0) * HOUR,
    };
    return [closure];
  });
}

/** Where special hours matter, each of those that were known after one another; else the calendar is the same all the time. */
function spansOf(calendar: Calendar, known: readonly KnownHours[]): readonly KnownHours[] {
  const [first] = known;
  return calendar.kind === 'special' ? known : [{ ...first!, to: NEVER }];
}

/** When both were known. */
function knownWithin(
  { from, to }: { from: Instant; to: Instant },
  spans: readonly [Instant, Instant][],
): [Instant, Instant][] {
  return spans.flatMap(([first, last]): [Instant, Instant][] => {
    const [knownFrom, knownTo] = [Math.max(from, first), Math.min(to, last)];
    return knownFrom < knownTo ? [[knownFrom, knownTo]] : [];
  });
}

const OPENINGS = 45;

/** Days of special hours on which the shop opens: they mask, and put their windows into the chat hours. */
function openingsOfRule(
  rule: Rule,
  zone: Zone,
  world: World,
  story: Story,
  { hours, ...span }: KnownHours,
): Closure[] {
  const { key, calendar, priority, maxLeadMinutes } = rule;
  if (calendar.kind !== 'special' || !calendar.openings) return [];
  return (hours?.open ?? []).flatMap(({ starts_at, ends_at, open_hours }) =>
    chainsOfEntries([{ from: starts_at, to: ends_at }], zone).flatMap(({ start, end }) =>
      knownWithin(span, knownSpans(rule, world, story)).map(([knownFrom, knownTo]) => ({
        ...{ key, rank: 0, start, end, knownFrom, knownTo, announces: null, askedAt: 0, announcedFor: 0 },
        ...{ effect: { open: true as const }, enforce: rule.enforce === true, staged: false, recurs: false },
        priority: priority ?? OPENINGS,
        maxLead: maxLeadMinutes === undefined ? MAX_LEAD : maxLeadMinutes * 60_000,
        opens: open_hours.flatMap((window) => {
          const [from, to] = window.split('-');
          return chainsOfEntries([{ from: `${starts_at}T${from}`, to: `${starts_at}T${to}` }], zone);
        }),
      })),
    ),
  );
}

/** When the rule was part of the configuration. */
export function knownSpans({ key }: Rule, world: World, { taken }: Story): [Instant, Instant][] {
  const deploys = world.deploys.map(({ rules }, index) => ({
    has: rules.includes(key),
    at: taken.find(({ what }) => what === `deploy ${index}`)?.to ?? NEVER,
  }));
  deploys.push({ has: false, at: taken.find(({ what }) => what === 'cleared')?.to ?? NEVER });
  deploys.sort((a, b) => a.at - b.at);
  const spans: [Instant, Instant][] = [];
  for (const [index, { has, at }] of deploys.entries()) {
    if (!has) continue;
    const until = deploys[index + 1]?.at ?? NEVER;
    const last = spans.at(-1);
    if (last && last[1] === at) last[1] = until;
    else spans.push([at, until]);
  }
  return spans.filter(([from, to]) => from < to);
}

function closuresOfAsk(ask: Ask, { taken, ids }: Story): Closure[] {
  const when = (what: string) => taken.find((one) => one.what === `${ask.id} ${what}`);
  const asked = when('asked');
  if (!asked) return [];
  const start = ask.from ?? (ask.door === 'event' || ask.door === 'webhook' ? ask.at : asked.to);
  const extended = when('extended');
  const again = when('extended again');
  const ended = when('ended');
  const base = {
    ...{
      key: ids.get(ask.id) ?? ask.id,
      rank: ask.hold ? 3 : ask.urgent ? 2 : 1,
      priority: 0,
      start,
      announces: null,
      askedAt: asked.to,
    },
    effect: ask.hold ? { open: true as const } : { offline: ask.id },
    ...{ enforce: false, maxLead: MAX_LEAD, staged: false, announcedFor: 0 },
    ...{ recurs: false, opens: null },
  };
  const until = ask.until ?? NEVER;
  const over = ended ? ended.to : NEVER;
  // An end that is moved counts from when it was said.
  const ends = [
    { end: until, knownFrom: asked.to },
    ...(extended ? [{ end: ask.extended!.until, knownFrom: extended.to }] : []),
    ...(again ? [{ end: ask.extendedAgain!.until, knownFrom: again.to }] : []),
  ];
  return ends
    .map((one, index) => ({
      ...{ ...base, ...one },
      knownTo: Math.min(ends[index + 1]?.knownFrom ?? NEVER, over),
    }))
    .filter(({ knownFrom, knownTo }) => knownFrom < knownTo);
}

/** What is in force at an instant. */
export function inForce(closures: readonly Closure[], at: Instant): Closure[] {
  return closures.filter(
    ({ start, end, knownFrom, knownTo }) => start <= at && at < end && knownFrom <= at && at < knownTo,
  );
}
