/** One organization of 100,000 businesses that have staged hours in place, with some of them relaunched or let go of. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realClock } from '../lib/clock.ts';
import { newRecord } from '../lib/closures/record.ts';
import { readableRecord, storedOf } from '../lib/reconcile/situation/marks.ts';
import { makeBusinesses, type SeededBusiness } from '../lib/sandbox/index.ts';
import { openStore } from '../lib/store/index.ts';
import { measure, quickest, type Usage } from './support/child.ts';
import { type Desk, makeDesk } from './support/desk.ts';
import { withHours } from './support/many-hours.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const BUSINESSES = 100_000;
/** These are closed as staged in earnest; as all lie in one zone, the others have the same in place. */
const PILOTS = 500;
const PAGE = 1000;
const APART = [1, 10, 1000];
const YEAR = ['--from', '2026-12-01', '--to', '2027-12-01'];
const WEEK = ['--from', '2026-12-21', '--to', '2026-12-28'];
const CHRISTMAS = '2026-12-25T12:00:00Z';
const PAGES = fileURLToPath(new URL('support/ask-pages.ts', import.meta.url));

const RULES = `rules:
  christmas: { staged: true, dates: [{ from: 2026-12-25 }] }
  nights: { staged: true, cron: { close: "0 18 * * *", open: "0 10 * * *" } }
`;

const COMMANDS: readonly [string, string[]][] = [
  ['`status`', ['status']],
  ['`status --json`', ['status', '--json']],
  ['`plan --summary` of a year', ['plan', ...YEAR, '--summary']],
  ['`plan --summary --json` of a year', ['plan', ...YEAR, '--summary', '--json']],
  ['`plan --json` of the week of Christmas', ['plan', ...WEEK, '--json']],
  ['`run --dry-run`', ['run', '--dry-run', '--json']],
  ['`run --dry-run` of Christmas Day', ['run', '--at', CHRISTMAS, '--dry-run', '--json']],
  ['`apply` once more', ['apply', '--yes', '--allow-now', String(BUSINESSES)]],
];

export async function measureScaleStaged(businesses = BUSINESSES, pilots = PILOTS): Promise<Section> {
  const all = makeBusinesses(businesses).map(withHours).map(inParis);
  const desk = await makeDesk(all, RULES);
  try {
    await measure(['apply', '--yes', '--allow-now', String(businesses)], desk);
    await placeHours(desk, all, pilots);
    const rows: [string, Usage][] = [];
    rows.push(['`run` that looks at all of them', await measure(['run', '--json'], desk)]);
    const version = await quickest(3, () => measure(['--version'], desk));
    const idle: Usage[] = [await quickest(3, () => measure(['run', '--json'], desk))];
    rows.push(['`run` with nothing to do', idle[0]!]);
    for (const [name, args] of COMMANDS) rows.push([name, await measure(args, desk)]);
    rows.push([
      'pages of the console, `shop` and `hours` over HTTP',
      await measure([], { ...desk, script: PAGES }),
    ]);
    let others = 0;
    for (const count of APART) {
      await setApart(desk, count, others);
      others += count;
      rows.push([`\`run\` that looks, ${grouped(count)} set apart`, await measure(['run', '--json'], desk)]);
      const again = await quickest(3, () => measure(['run', '--json'], desk));
      idle.push(again);
      rows.push([`\`run\` with nothing to do, ${grouped(count)} set apart`, again]);
    }
    const peak = Math.max(...rows.map(([, { peakMegabytes }]) => peakMegabytes));
    const over = Math.max(...idle.map(({ milliseconds }) => milliseconds - version.milliseconds));
    return {
      title: `${grouped(businesses)} businesses with staged hours in place`,
      about:
        'Staged nights and Christmas Day, 500 different opening hours in one zone, the embedded store; commands as whole processes. ' +
        'Set apart: of as many shops, half were relaunched by a person, and half let go of by `release`.',
      head: ['', 'time', 'processor time', 'peak memory'],
      rows: rows.map(([name, { milliseconds, cpuMilliseconds, peakMegabytes }]) => [
        name,
        seconds(milliseconds),
        seconds(cpuMilliseconds),
        `${grouped(peakMegabytes)} MB`,
      ]),
      notes: [
        `Aims: at most 512 MB each (${grouped(peak)} MB); nothing to do at most 50 ms over starting (${seconds(over)}), however many are set apart.`,
      ],
    };
  } finally {
    await desk.end();
  }
}

function inParis({ business, ...rest }: SeededBusiness): SeededBusiness {
  return { ...rest, business: { ...business, country: 'FR', zipcode: '75001', city: 'Paris' } };
}

/** As passes would leave them, without writing to each: what the first of them have, all others of the same hours get. */
async function placeHours(desk: Desk, all: SeededBusiness[], pilots: number): Promise<void> {
  const pilot = await makeDesk(all.slice(0, pilots), RULES);
  try {
    await measure(['apply', '--yes', '--allow-now', String(pilots)], pilot);
    await measure(['run', '--json'], pilot);
    const from = await storeOf(pilot);
    const of = await from.readBusinesses(
      'acme',
      pilot.sandbox.businesses.map(({ business }) => business.id),
    );
    await from.close();
    const pilotIds = pilot.sandbox.businesses.map(({ business }) => business.id);
    await saveAll(desk, [0, desk.sandbox.businesses.length], (business, index, now) => {
      const record = readableRecord(of.get(pilotIds[index % pilots]!), business.id, business.code);
      if (!record?.inPlace) throw new Error('A shop has no hours in place.');
      return storedOf({ ...record, business: business.id, code: business.code }, now);
    });
  } finally {
    await pilot.end();
  }
}

/** From the last on, so that the first ones keep their hours; never the same twice, as their hours are in place by then. */
async function setApart(desk: Desk, count: number, others: number): Promise<void> {
  const last = desk.sandbox.businesses.length - others;
  await saveAll(desk, [last - count, last], (business, index, now) => {
    const record = newRecord(business.id, business.code);
    const ended = index % 2 === 0 ? { override: now } : { letGo: now };
    return storedOf({ ...record, seenAt: now, seenDecidedAt: now, ...ended }, now);
  });
}

type Shop = { id: string; code: string | null };

async function saveAll(
  desk: Desk,
  range: readonly [from: number, until: number],
  storedFor: (business: Shop, index: number, now: number) => ReturnType<typeof storedOf>,
): Promise<void> {
  const store = await storeOf(desk);
  const lease = await store.takeLease('acme', realClock.now(), 3600_000);
  if (!lease) throw new Error('Somebody else is at work.');
  const shops = (await store.readDirectory('acme'))?.businesses.slice(...range) ?? [];
  const now = realClock.now();
  const stored = shops.map((shop, index) => storedFor(shop, index, now));
  for (let at = 0; at < stored.length; at += PAGE)
    await store.saveBusinesses(lease, stored.slice(at, at + PAGE));
  await store.releaseLease(lease);
  await store.close();
}

function storeOf({ folder }: Desk) {
  return openStore(`sqlite:${join(folder, '.partoo-closures/state.db')}`);
}
