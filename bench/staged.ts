/** A holiday of shops in fourteen zones, staged at a tenth of the documented limit, with the process dead while it begins. */
import type { Instant } from '../lib/clock.ts';
import { WEEKDAYS, type WeekHours } from '../lib/closures/model.ts';
import { parseConfig } from '../lib/config/index.ts';
import { loadPasses } from '../lib/operations/create-deps.ts';
import { applyConfig, createDeps, watch } from '../lib/operations/index.ts';
import { makeBusinesses, type Sandbox, startSandbox } from '../lib/sandbox/index.ts';
import { VirtualClock } from '../lib/simulation/virtual-clock.ts';
import { openStore } from '../lib/store/index.ts';
import { isOpenAt, type LocalMinute, localMinutes } from './support/by-the-minute.ts';
import { grouped, type Section } from './support/section.ts';
import { SHARE } from './support/stage.ts';

const HOUR = 3600_000;
/** Nothing of it has an instant, only an interval. */
const POLL = HOUR / 2;
/** From before the first hours can be written until the last have gone back. */
const WHOLE: [Instant, Instant] = [Date.parse('2026-12-17T12:00Z'), Date.parse('2026-12-28T12:00Z')];
/** Christmas begins in Auckland first, and in Honolulu last. */
const FIRST: Instant = Date.parse('2026-12-25T00:00:00+13:00');
const LAST: Instant = Date.parse('2026-12-25T00:00:00-10:00');
const ZONES = [
  ...['Pacific/Auckland', 'Australia/Sydney', 'Asia/Tokyo', 'Asia/Singapore', 'Asia/Kathmandu', 'Asia/Dubai'],
  ...['Europe/Athens', 'Europe/Paris', 'Europe/London', 'America/Sao_Paulo', 'America/New_York'],
  ...['America/Denver', 'America/Los_Angeles', 'Pacific/Honolulu'],
];

const every = (...windows: string[]): WeekHours => Object.fromEntries(WEEKDAYS.map((day) => [day, windows]));
const OWN: WeekHours[] = [
  { ...every('09:00-19:00'), sunday: [] },
  every('18:00-02:00'),
  every('00:00-23:59'),
  { ...every('08:30-12:00', '14:00-18:45'), monday: [], friday: ['08:30-21:15'] },
];

interface StagedResult {
  name: string;
  businesses: number;
  writes: number;
  /** Businesses with another number of writes than two. */
  notTwo: number;
  /** Business-minutes in which Partoo greeted people although it was closed, and the other way round. */
  late: number;
  early: number;
  /** Businesses whose settings are another byte afterwards. */
  changed: number;
}

export async function stage(
  businesses: number,
  requestsPerMinute: number,
  isDead: boolean,
  [start, end] = WHOLE,
): Promise<StagedResult> {
  const clock = new VirtualClock(start);
  const sandbox = await startSandbox({
    clock: clock.forServer,
    requestsPerMinute,
    businesses: makeBusinesses(businesses, 1).map(({ business, settings, ...rest }, index) => ({
      ...rest,
      business: {
        ...business,
        city: `Town ${index % ZONES.length}`,
        country: 'FR',
        default_lang: 'fr',
        specific_hours: null,
      },
      settings: settings && { ...settings, uses_business_hours: false, custom_chat_hours: ownHoursOf(index) },
    })),
  });
  try {
    const before = sandbox.settings().map((row) => JSON.stringify(row));
    const away: [Instant, Instant] | null = isDead ? [FIRST - HOUR, LAST + HOUR] : null;
    await live({ clock, sandbox }, config(sandbox.url, requestsPerMinute), end, away);
    const after = sandbox.settings().map((row) => JSON.stringify(row));
    return {
      name: isDead ? 'dead from an hour before to an hour after' : 'watching all the time',
      businesses,
      writes: sandbox.requests.filter(({ method }) => method === 'POST').length,
      notTwo: sandbox.businesses.filter(({ business }) => sandbox.writesOf(business.id).length !== 2).length,
      ...wrongMinutes(sandbox, start + HOUR * 12, end),
      changed: after.filter((row, index) => row !== before[index]).length,
    };
  } finally {
    await sandbox.close();
  }
}

/** @param away while nothing of the product runs; null: it always does */
async function live(
  { clock, sandbox }: { clock: VirtualClock; sandbox: Sandbox },
  text: string,
  end: Instant,
  away: [from: Instant, until: Instant] | null,
): Promise<void> {
  // The same statements as on disk; what a disk takes to be sure of them is not what is measured.
  const store = await openStore('sqlite::memory:');
  const env = { PARTOO_API_KEY: 'sandbox-key' };
  const deps = createDeps({ store, clock, env, fetch: clock.fetch, random: () => 0.5, tell: () => {} });
  const watchUntil = async (instant: Instant): Promise<void> => {
    const stop = new AbortController();
    const options = { organization: null, onReport: () => {}, pollMilliseconds: POLL };
    const watching = watch(deps, { ...options, signal: stop.signal });
    await clock.sleepUntil(instant);
    stop.abort();
    await watching;
  };
  try {
    // Imported on the way it would take real time, and virtual time would go on meanwhile.
    await loadPasses();
    await clock.run(async () => {
      const allowNow = sandbox.businesses.length;
      const loaded = parseConfig(text, 'closures.yml');
      await applyConfig(deps, loaded, { organization: null, allowNow, confirm: async () => true });
      sandbox.requests.length = 0;
      if (away) {
        await watchUntil(away[0]);
        await clock.sleepUntil(away[1]);
      }
      await watchUntil(end);
    }, 120_000);
  } finally {
    await store.close();
  }
}

function ownHoursOf(index: number): WeekHours {
  return OWN[Math.floor(index / ZONES.length) % OWN.length] as WeekHours;
}

const config = (url: string, requestsPerMinute: number): string => `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    baseUrl: "${url}"
    requestsPerMinute: ${requestsPerMinute}
    budgetShare: ${SHARE}
    corrections:
${ZONES.map((zone, index) => `      - { scope: { cities: ["Town ${index}"] }, timezone: ${zone} }`).join('\n')}
rules:
  christmas: { staged: true, dates: [{ from: 2026-12-25 }] }
`;

/** What Partoo made of the hours that were in place, minute by minute; from half a day on, when all had time to begin. */
function wrongMinutes(sandbox: Sandbox, from: Instant, until: Instant): { late: number; early: number } {
  const minutesOf = new Map(ZONES.map((zone) => [zone, localMinutes(zone, from, until)]));
  const known = new Map<string, Uint8Array>();
  let [late, early] = [0, 0];
  for (const [index, { business }] of sandbox.businesses.entries()) {
    const zone = ZONES[index % ZONES.length] as string;
    const minutes = minutesOf.get(zone) as LocalMinute[];
    const own = openIn(ownHoursOf(index));
    const writes = sandbox.writesOf(business.id);
    let next = 0;
    let shows = own;
    for (const [place, { at, date }] of minutes.entries()) {
      for (; (writes[next]?.at ?? Number.POSITIVE_INFINITY) <= at; next += 1)
        shows = openIn((writes[next] as (typeof writes)[number]).settings.custom_chat_hours as WeekHours);
      const isWanted = own[place] === 1 && date !== '2026-12-25';
      if (shows[place] === 1 && !isWanted) late += 1;
      if (shows[place] === 0 && isWanted) early += 1;
    }

    function openIn(hours: WeekHours): Uint8Array {
      const key = `${zone} ${JSON.stringify(hours)}`;
      const open = known.get(key) ?? Uint8Array.from(minutes, (minute) => (isOpenAt(hours, minute) ? 1 : 0));
      known.set(key, open);
      return open;
    }
  }
  return { late, early };
}

export async function measureStaged(businesses: number, requestsPerMinute: number): Promise<Section> {
  const results = [
    await stage(businesses, requestsPerMinute, false),
    await stage(businesses, requestsPerMinute, true),
  ];
  return {
    title: 'A staged holiday',
    about:
      `Shops in ${ZONES.length} zones with four kinds of hours close on 25 December, staged, at ${requestsPerMinute} requests a minute, ` +
      `of which ${SHARE * 100} % may be used. What Partoo makes of the hours in place is worked out minute by minute from the clock on the ` +
      'wall. The process is dead from an hour before the first closing until an hour after the last. Virtual clock, local Partoo.',
    head: [
      ...['', 'businesses', 'writes', 'with more or fewer than two'],
      ...['late business-minutes', 'early', 'changed afterwards'],
    ],
    rows: results.map(({ name, businesses: shops, writes, notTwo, late, early, changed }) => [
      name,
      ...[shops, writes, notTwo, late, early, changed].map(grouped),
    ]),
    notes: [
      'Late and early: minutes of chat hours in which Partoo would greet people although the shop is closed that day, and the other way round.',
      'Aims: two writes for each business, no minute late or early, and not a byte changed afterwards; the same while nothing runs.',
    ],
  };
}
