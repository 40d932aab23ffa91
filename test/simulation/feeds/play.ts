/** Two weeks with feeds that change, fail, shrink and break, drawn by a seed. */

import { acceptFeed } from '../../../lib/operations/index.ts';
import { appliedConfig } from '../../../lib/reconcile/pass/session.ts';
import { refreshOrganization } from '../../../lib/reconcile/refresh/refresh-organization.ts';
import { evenly } from '../../../lib/simulation/stage.ts';
import { feedServer } from '../../reconcile/refresh/feeds/server.ts';
import { parisShops } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';
import { type Draw, drawing } from '../odd/kinds.ts';
import { type Answer, FeedTruth, type Served } from './truth.ts';

const SHOPS = 6;
const DAYS = 12;
/** From this seed on one of the feeds moves to another address, at which nothing is to be had at first. */
const MOVING_SINCE = 1_000;
const dayOf = (index: number): string => new Date(Date.UTC(2026, 11, 20 + index)).toISOString().slice(0, 10);
const codeOf = (index: number): string => `ST-0000${index + 1}`;

interface Feed {
  rule: string;
  shops: string[];
  isSheet: boolean;
  served: Map<string, string | null>;
  answer: Answer;
  truth: FeedTruth;
  /** Of one that moves: for how many days nothing is to be had there. */
  moves: { silentDays: number } | null;
  movedOn: number;
  /** Shops that it has closed when it moved, and of which nobody can say what is to become: they stay as they are. */
  left: Set<string>;
}

/** Plays a seed. Resolves to everything that is not as it has to be: nothing, if all is well. */
export async function playFeeds(seed: number): Promise<string[]> {
  const draw = drawing(evenly(seed));
  const all = Array.from({ length: SHOPS }, (_, index) => codeOf(index));
  const feeds = [
    drawFeed('office', all, false, draw),
    drawFeed('town', all.slice(0, 3), false, draw),
    drawFeed('inventory', [draw.of(all)], true, draw),
  ];
  await using server = await feedServer(({ url }, response) => {
    const feed = feeds.find(({ rule }) => url?.split('/')[1] === rule) as Feed;
    if (feed.answer === 'fails') response.writeHead(draw.of([500, 404, 204])).end();
    else response.end(written(feed, feed.answer));
  });
  if (seed >= MOVING_SINCE) {
    const moving = drawing(evenly(seed + MOVING_SINCE));
    moving.of(feeds).moves = { silentDays: 1 + moving.upTo(3) };
  }
  const rulesNow = () => {
    const rules = feeds.map(({ rule, shops, isSheet, movedOn }) => {
      const address = `${server.url}/${rule}${Number.isFinite(movedOn) ? '/moved' : ''}`;
      const source = `{ from: "${address}", allowPrivateAddress: true }`;
      return `  ${rule}: { ${isSheet ? 'sheet' : 'ical'}: ${source}, scope: { codes: [${shops.join(', ')}] } }`;
    });
    return `rules:\n${rules.join('\n')}`;
  };
  const world = await makeWorld({ businesses: parisShops(SHOPS), rules: rulesNow() });
  try {
    const before = world.listing();
    const faults: string[] = [];
    for (let day = 1; day <= DAYS; day += 1) {
      await playDay(day, feeds, world, draw, faults);
      const moving = feeds.find((feed) => isMovingOn(feed, day));
      if (moving) {
        move(moving, day);
        await world.apply(rulesNow(), SHOPS);
      }
    }
    for (const day of [22, 23]) await passAt(world, `${dayOf(day)}T12:00:00+01:00`);
    if (world.listing() !== before) faults.push('not everything is as it was');
    return faults;
  } finally {
    await world.end();
  }
}

function drawFeed(rule: string, shops: string[], isSheet: boolean, draw: Draw): Feed {
  const served = new Map<string, string | null>();
  for (let index = 0; index < 5; index += 1) served.set(`${rule}-${index}`, dayOf(1 + draw.upTo(18)));
  const answer = new Map(served);
  const truth = new FeedTruth(
    isSheet,
    new Map([...served].flatMap(([name, day]) => (day ? [[name, day]] : []))),
  );
  return {
    rule,
    shops,
    isSheet,
    served,
    answer,
    truth,
    moves: null,
    movedOn: Number.POSITIVE_INFINITY,
    left: new Set(),
  };
}

/** On the first day on which it has closed something. */
function isMovingOn({ moves, movedOn, truth }: Feed, day: number): boolean {
  return moves !== null && !Number.isFinite(movedOn) && truth.days().has(dayOf(day));
}

/** In the afternoon, when what is due of the day is done. */
function move(feed: Feed, day: number): void {
  feed.movedOn = day;
  feed.left = new Set(feed.shops);
  feed.truth.move();
  feed.answer = 'fails';
}

async function playDay(
  day: number,
  feeds: Feed[],
  world: World,
  draw: Draw,
  faults: string[],
): Promise<void> {
  const today = dayOf(day);
  for (const feed of feeds) change(feed, day, draw);
  await world.until(`${today}T02:00:00+01:00`);
  const applied = await appliedConfig(world.store);
  const { warnings } = await refreshOrganization(world.deps, applied, applied.config.organizations[0]!);
  const expected = new Set(feeds.flatMap(({ truth, answer }) => [...truth.read(answer, today)]));
  const told = new Set(warnings.map(({ code }) => code));
  if ([...told].sort().join() !== [...expected].sort().join())
    faults.push(`told: ${[...told]} instead of ${[...expected]} on ${today}`);
  for (const { rule, truth } of feeds)
    if (truth.isHeld && draw.chance(0.4)) {
      truth.accept();
      await acceptFeed(world.deps, rule, null);
    }
  await passAt(world, `${today}T12:00:00+01:00`);
  for (let index = 0; index < SHOPS; index += 1) {
    const code = codeOf(index);
    const wanted = feeds.some(
      ({ shops, truth, left }) =>
        (shops.includes(code) && truth.days().has(today)) || (truth.isUnknown && left.has(code)),
    );
    const isClosed = world.settingsOf(code).is_launched === false;
    if (wanted !== isClosed)
      faults.push(`timeline: ${code} should be ${wanted ? 'closed' : 'open'} on ${today}`);
  }
}

async function passAt(world: World, iso: string): Promise<void> {
  await world.until(iso);
  await world.run();
}

/** What somebody does to a feed before it is read next, and whether its server is well. */
function change(feed: Feed, day: number, draw: Draw): void {
  const { served, rule } = feed;
  const names = [...served.keys()];
  const kind = draw.of(['same', 'move', 'add', 'remove', 'break', 'mend', 'shrink', 'fails'] as const);
  if (kind === 'move' && names.length > 0) served.set(draw.of(names), dayOf(day + draw.upTo(6)));
  if (kind === 'add') served.set(`${rule}-${day}-new`, dayOf(day + draw.upTo(6)));
  if (kind === 'remove' && names.length > 0) served.delete(draw.of(names));
  if (kind === 'break' && names.length > 0) served.set(draw.of(names), null);
  if (kind === 'mend')
    for (const name of names) if (served.get(name) === null) served.set(name, dayOf(day + draw.upTo(6)));
  if (kind === 'shrink') for (const name of names.slice(1)) served.delete(name);
  const { moves, movedOn } = feed;
  const isSilent = moves !== null && movedOn < day && day <= movedOn + moves.silentDays;
  feed.answer = kind === 'fails' || isSilent ? 'fails' : new Map(served);
}

const BROKEN = ['DTSTART;VALUE=DATE:2026135', 'DTSTART:soon', 'DTSTART;TZID=Nowhere/Land:20261224T000000'];

function written({ isSheet, shops }: Feed, entries: Served): string {
  if (isSheet) {
    const rows = [...entries].map(([name, day]) => `${shops[0]};${day ?? 'soon'};${name}`);
    return ['code;from;name', ...rows, ''].join('\r\n');
  }
  const events = [...entries].flatMap(([name, day], index) => [
    'BEGIN:VEVENT',
    `UID:${name}`,
    day === null
      ? (BROKEN[index % BROKEN.length] as string)
      : `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n');
}
