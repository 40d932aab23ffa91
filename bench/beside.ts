/**
 * A holiday of one day in three ways, beside each other: a loop at the instant, switched by plan, staged. The plan and the
 * pace are production's, Partoo's quota is the sandbox's; nothing goes over a network, so that 100,000 take seconds.
 */
import type { Instant } from '../lib/clock.ts';
import type { Business } from '../lib/closures/model.ts';
import { parseConfig } from '../lib/config/index.ts';
import { createPacer } from '../lib/reconcile/pass/pacer.ts';
import { expandCalendars } from '../lib/reconcile/refresh/refresh.ts';
import { batchSize, PAGE } from '../lib/reconcile/situation/batch.ts';
import { type Situation, situationOf } from '../lib/reconcile/situation/situation.ts';
import { spacingOf } from '../lib/reconcile/situation/spacing.ts';
import { stagedWrites } from '../lib/reconcile/situation/staged-writes.ts';
import { Wanting } from '../lib/reconcile/situation/wanted.ts';
import { waves } from '../lib/reconcile/situation/waves.ts';
import { RateLimit } from '../lib/sandbox/rate-limit.ts';
import { openStore } from '../lib/store/index.ts';
import { steppedClock } from './support/beside-clock.ts';
import { chart } from './support/chart.ts';
import { grouped, type Section } from './support/section.ts';
import { CLOSING, REQUESTS_PER_MINUTE, SHARE } from './support/stage.ts';

const DAY = 24 * 3600_000;
const HOUR = 3600_000;
/** How long Partoo takes to answer whoever waits for it, ms. */
const ANSWER = 100;
const WINDOW = { from: '2026-11-01', to: '2027-02-01' };
const SHOP_HOURS = {
  week: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      ['00:00-23:59'],
    ]),
  ),
};

const rules = (isStaged: boolean) => `version: 1
organizations: { acme: { apiKey: env:KEY, requestsPerMinute: ${REQUESTS_PER_MINUTE}, budgetShare: ${SHARE} } }
rules:
  christmas: { ${isStaged ? 'staged: true' : 'maxLead: 24h'}, dates: [{ from: 2026-12-25 }] }
`;

interface Way {
  name: string;
  /** When each business was closed, and reopened, against the instant. */
  closedAfter: number[];
  reopenedAfter: number[];
  requests: number;
  refused: number;
  /** From the first request for the closing to its last write. */
  milliseconds: number;
}

async function situation(businesses: number, isStaged: boolean): Promise<Situation> {
  const { config } = parseConfig(rules(isStaged), 'closures.yml');
  const [organization] = config.organizations;
  const all = Array.from({ length: businesses }, (_, index): Business => shop(index));
  const { calendars } = await expandCalendars(config, '', organization!, all, WINDOW);
  return situationOf({
    config,
    organization: organization!,
    businesses: all,
    templates: {},
    calendars,
    adHoc: [],
  });
}

function shop(index: number): Business {
  return {
    ...{ id: `b${index}`, code: `ST-${index}`, name: `Shop ${index}`, country: 'FR', region: null },
    ...{ zone: 'Europe/Paris', language: 'fr', zipcode: '75001', city: 'Paris', groups: [], address: null },
    ...{ websiteUrl: null, phoneNumber: null, openHours: SHOP_HOURS },
  };
}

/** Reads and writes `count` businesses from `start` on, at production's pace. @returns when each was written */
async function atPace(
  one: Situation,
  count: number,
  start: Instant,
  limit: RateLimit,
  sent: { requests: number; refused: number },
) {
  const store = await openStore('sqlite::memory:');
  const clock = steppedClock(start);
  const pacer = createPacer(store, one.organization, clock);
  const written: Instant[] = [];
  const request = async () => {
    const over = await pacer.acquire();
    sent.requests += 1;
    if (limit.take(clock.now()) > 0) sent.refused += 1;
    over();
  };
  const together = batchSize(spacingOf(one.organization));
  for (let done = 0; done < count; done += together) {
    await request();
    for (let index = done; index < Math.min(count, done + together); index += 1) {
      await request();
      written.push(clock.now());
    }
    // The first page is read back at once, the others when the wave is over.
    if (done === 0) await request();
  }
  for (let page = PAGE; page < count; page += PAGE) await request();
  await store.close();
  return written;
}

async function switched(businesses: number): Promise<Way> {
  const one = await situation(businesses, false);
  const window = { from: CLOSING - DAY, to: CLOSING + 2 * DAY };
  const [closing, reopening] = [...waves(one, new Wanting(one), window)];
  const sent = { requests: 0, refused: 0 };
  const limit = new RateLimit(REQUESTS_PER_MINUTE);
  const start = Date.parse(closing!.startsAt);
  const closed = await atPace(one, businesses, start, limit, sent);
  const reopened = await atPace(one, businesses, Date.parse(reopening!.at), limit, sent);
  return {
    name: 'switched',
    closedAfter: closed.map((at) => at - CLOSING),
    reopenedAfter: reopened.map((at) => at - CLOSING - DAY),
    ...sent,
    milliseconds: (closed.at(-1) ?? start) - start,
  };
}

/** Hours are written in their interval; what is seen of them is seen at the instant, for whoever was written by then. */
async function staged(businesses: number): Promise<Way> {
  const one = await situation(businesses, true);
  const window = { from: CLOSING - 9 * DAY, to: CLOSING + 9 * DAY };
  const nothing = { now: window.from, of: new Map() };
  const [up, back] = stagedWrites(one, window, nothing).filter(({ isIntermediate }) => !isIntermediate);
  const sent = { requests: 0, refused: 0 };
  const limit = new RateLimit(REQUESTS_PER_MINUTE);
  const start = Date.parse(up!.from);
  const written = await atPace(one, businesses, start, limit, sent);
  const gone = await atPace(one, businesses, Math.max(Date.parse(back!.from), CLOSING + DAY), limit, sent);
  const [by, backBy] = [Date.parse(up!.by), Date.parse(back!.by)];
  return {
    name: 'staged',
    closedAfter: written.map((at) => Math.max(0, at - by)),
    reopenedAfter: gone.map((at) => Math.max(0, at - backBy)),
    ...sent,
    milliseconds: (written.at(-1) ?? start) - start,
  };
}

/** A cron job at the instant: every shop read and written in turn, as soon as it is answered, and again where a 429 says so. */
function plain(businesses: number, isAlone = true): Way {
  const sent = { requests: 0, refused: 0 };
  const limit = new RateLimit(isAlone ? REQUESTS_PER_MINUTE : 0);
  const loop = (start: Instant): number[] => {
    let now = start;
    const request = () => {
      for (;;) {
        now += ANSWER;
        sent.requests += 1;
        const wait = limit.take(now);
        if (wait === 0) return;
        sent.refused += 1;
        now += wait * 1000;
      }
    };
    return Array.from({ length: businesses }, () => {
      request();
      request();
      return now - start;
    });
  };
  const closedAfter = loop(CLOSING);
  const reopenedAfter = loop(CLOSING + DAY);
  return {
    name: 'a loop at the instant',
    closedAfter,
    reopenedAfter,
    ...sent,
    milliseconds: closedAfter.at(-1) ?? 0,
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / 60_000;

function row(label: string, way: Way, times = 1): string[] {
  const late =
    sum(way.closedAfter.map((at) => Math.max(0, at))) + sum(way.reopenedAfter.map((at) => Math.max(0, at)));
  const early = sum(way.closedAfter.map((at) => Math.max(0, -at)));
  const spread =
    way.milliseconds >= HOUR
      ? `${(way.milliseconds / HOUR).toFixed(1)} h`
      : `${(way.milliseconds / 60_000).toFixed(1)} min`;
  return [
    label,
    way.name,
    ...[late * times, early * times, way.requests * times, way.refused * times].map(grouped),
    spread,
  ];
}

const SIZES = [100, 1000, 10_000, 100_000] as const;

export async function measureBeside(
  sizes: readonly number[] = SIZES,
): Promise<{ section: Section; drawing: string }> {
  const rows: string[][] = [];
  let drawing = '';
  for (const size of sizes) {
    const ways = [plain(size), await switched(size), await staged(size)];
    rows.push(...ways.map((way) => row(grouped(size), way)));
    drawing = chart(`${grouped(size)} businesses closed, at ${REQUESTS_PER_MINUTE} requests a minute`, [
      ...ways.map(({ name, closedAfter }, index) => ({
        ...{ name, colour: ['#c44536', '#0b6e4f', '#1d4e89'][index] as string },
        closedAfter: closedAfter.toSorted((a, b) => a - b),
      })),
    ]);
  }
  const many = '1,000 organizations of 100';
  rows.push(
    row(many, plain(100_000, false)),
    row(many, await switched(100), 1000),
    row(many, await staged(100), 1000),
  );
  return {
    drawing,
    section: {
      title: 'Beside the plain way',
      about:
        `A holiday of one day for shops that never close otherwise, at ${REQUESTS_PER_MINUTE} requests a minute an organization. The loop begins at the instant, reads and writes one shop after the other, each ` +
        `answered after ${ANSWER} ms, waits as a 429 says, and does the same for the reopening; of 1,000 organizations it takes one after the other. The two other ways are this product's plan and pace ` +
        `(${SHARE * 100} % of the quota, \`maxLead: 24h\`), with all reads; organizations run side by side. Virtual time; \`node bench/index.ts wave\` and \`staged\` show the same with all of the product and real HTTP.`,
      head: [
        'businesses',
        'way',
        'late business-minutes',
        'early',
        'requests',
        '429s',
        'time of the closing',
      ],
      rows,
      notes: [
        'Late: open after the closing instant, or closed after the reopening. Early: closed before the instant.',
        'A reopening never begins early, so that a switched one is late for the time that the quota takes; staged hours open everybody at the instant.',
      ],
    },
  };
}
