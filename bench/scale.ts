/** One organization of 100,000 businesses, and 1,000 that are due in the same minute. */
import { join } from 'node:path';
import { realClock } from '../lib/clock.ts';
import { createDeps } from '../lib/operations/create-deps.ts';
import { storedSituations } from '../lib/operations/stored-situations.ts';
import { tick } from '../lib/operations/tick.ts';
import { PAGE } from '../lib/reconcile/situation/batch.ts';
import { type Candidate, candidates } from '../lib/reconcile/situation/candidates.ts';
import { Wanting } from '../lib/reconcile/situation/wanted.ts';
import { makeBusinesses } from '../lib/sandbox/index.ts';
import { openStore } from '../lib/store/index.ts';
import { measure, quickest, type Usage } from './support/child.ts';
import { type Desk, makeDesk } from './support/desk.ts';
import { withHours } from './support/many-hours.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const BUSINESSES = 100_000;
const ORGANIZATIONS = 1000;
const YEAR = ['--from', '2026-12-01', '--to', '2027-12-01'];
/** Everybody is closed. */
const CHRISTMAS = '2026-12-25T12:00:00Z';

export async function measureScale(): Promise<Section> {
  const desk = await makeDesk(makeBusinesses(BUSINESSES).map(withHours), HOLIDAYS);
  try {
    const version = await quickest(3, () => measure(['--version'], desk));
    const commands: [string, Usage][] = [];
    for (const [name, args] of COMMANDS) commands.push([name, await measure(args, desk)]);
    // The first one learns that nothing is to be done.
    const idle = await quickest(3, () => measure(['run', '--json'], desk));
    const deciding = await decide(desk);
    const dispatched = await dispatch(desk);
    const page = await serve(desk);
    const peak = Math.max(...commands.map(([, { peakMegabytes }]) => peakMegabytes));
    return {
      title: `${grouped(BUSINESSES)} businesses, ${grouped(ORGANIZATIONS)} organizations`,
      about:
        'Public holidays, 500 different opening hours, the embedded store. Commands as whole processes, without a bound on their heap; ' +
        'the wave of Christmas Day decided, organizations dispatched and pages of the local Partoo served in one process.',
      head: ['', 'time', 'processor time', 'peak memory'],
      rows: [
        ...commands.map(([name, usage]) => row(name, usage)),
        row('`run` with nothing to do', idle),
        ['deciding a wave of all', ...cells(deciding.wave)],
        ['the texts of a page of 100 of them', ...cells(deciding.page)],
        [`dispatching ${grouped(ORGANIZATIONS)} organizations`, ...cells(dispatched)],
        ['a page of 100 businesses, served', ...cells(page)],
      ],
      notes: [
        `Aims: at most 512 MB each (${grouped(peak)} MB); nothing to do at most 50 ms over starting (${seconds(idle.milliseconds - version.milliseconds)}, of which ${seconds(idle.cpuMilliseconds - version.cpuMilliseconds)} at work); ` +
          `a wave decided in 1 s, ${grouped(ORGANIZATIONS)} organizations dispatched in 2 s, and a page in less than the 200 ms that the usual quota gives it.`,
      ],
    };
  } finally {
    await desk.end();
  }
}

const HOLIDAYS = 'rules:\n  public-holidays: { holidays: {} }\n';

const COMMANDS: readonly [string, string[]][] = [
  ['`apply`', ['apply', '--yes', '--allow-now', String(BUSINESSES)]],
  ['`run --dry-run` of Christmas Day', ['run', '--at', CHRISTMAS, '--dry-run', '--json']],
  ['`plan --summary` of a year', ['plan', ...YEAR, '--summary']],
  ['`status`', ['status']],
  ['`status --json`', ['status', '--json']],
];

function row(name: string, { milliseconds, cpuMilliseconds, peakMegabytes }: Usage): string[] {
  return [name, seconds(milliseconds), seconds(cpuMilliseconds), `${grouped(peakMegabytes)} MB`];
}

interface Time {
  milliseconds: number;
  cpuMilliseconds: number;
}

/** Nothing is said of the memory. */
function cells({ milliseconds, cpuMilliseconds }: Time): string[] {
  return [seconds(milliseconds), seconds(cpuMilliseconds), ''];
}

async function timed(work: () => unknown): Promise<Time> {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { milliseconds: performance.now() - begun, cpuMilliseconds: (user + system) / 1000 };
}

/** Whom a pass would turn to, from a situation that it has in memory; and, as it comes to them, what their texts are. */
async function decide({ folder }: Desk): Promise<{ wave: Time; page: Time }> {
  const store = await openStore(`sqlite:${join(folder, '.partoo-closures/state.db')}`);
  const at = Date.parse(CHRISTMAS);
  const [situation] = await storedSituations(createDeps({ store, clock: realClock, env: {} }), null, at);
  await store.close();
  if (!situation) throw new Error('Nothing was applied.');
  const wanting = new Wanting(situation);
  const input = { situation, wanting, marks: new Map(), at, now: at, spacing: 250, eager: false };
  let found: readonly Candidate[] = [];
  const wave = await timed(() => (found = candidates(input)));
  if (found.length < BUSINESSES / 2) throw new Error(`Only ${found.length} are closed.`);
  const page = await timed(() => found.slice(0, PAGE).map(({ overlayKey }) => overlayKey));
  return { wave, page };
}

async function dispatch({ folder }: Desk): Promise<Time> {
  const store = await openStore(`sqlite:${join(folder, 'many.db')}`);
  for (let index = 0; index < ORGANIZATIONS; index += 1) await store.setDue(`o${index}`, realClock.now());
  let events = 0;
  const bus = {
    put: async (some: readonly unknown[]) => {
      events += some.length;
      return [];
    },
  };
  const time = await timed(() => tick({ store, clock: realClock, bus }));
  await store.close();
  if (events !== ORGANIZATIONS) throw new Error(`${events} events were put.`);
  return time;
}

const PAGES = 100;

async function serve({ sandbox, env }: Desk): Promise<Time> {
  const { milliseconds, cpuMilliseconds } = await timed(async () => {
    for (let page = 1; page <= PAGES; page += 1) {
      const url = `${sandbox.url}/business/search?per_page=100&page=${page * 10}`;
      await (await fetch(url, { headers: { 'x-apikey': env.PARTOO_API_KEY ?? '' } })).arrayBuffer();
    }
  });
  return { milliseconds: milliseconds / PAGES, cpuMilliseconds: cpuMilliseconds / PAGES };
}
