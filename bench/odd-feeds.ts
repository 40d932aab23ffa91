/** Odd feeds by the thousand: how long the slowest takes, and what memory all of them together need. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { feed } from '../lib/calendars/ical/feed.ts';
import { oddFeed } from '../test/calendars/ical/feeds/odd.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const FEEDS = 2700;
const WINDOW = { from: '2026-10-01', to: '2028-01-05' };
const CALENDAR = {
  kind: 'ical',
  from: 'a.ics',
  only: null,
  except: null,
  transparent: 'ignore',
  allowPrivateAddress: false,
} as const;

export async function measureOddFeeds(): Promise<Section> {
  const sweep = garbageCollector();
  await take(oddFeed(0));
  let most = 0;
  const times: { number: number; milliseconds: number }[] = [];
  let refused = 0;
  for (let number = 0; number < FEEDS; number += 1) {
    const text = oddFeed(number);
    if (text.length > LARGE) sweep();
    const held = heldNow();
    const before = process.cpuUsage();
    if (!(await take(text))) refused += 1;
    const { user, system } = process.cpuUsage(before);
    times.push({ number, milliseconds: (user + system) / 1000 });
    most = Math.max(most, heldNow() - held);
  }
  times.sort((a, b) => b.milliseconds - a.milliseconds);
  const [slowest] = times as [(typeof times)[number]];
  return {
    title: `${grouped(FEEDS)} odd feeds`,
    about:
      'Feeds of the tests, bent: pieces cut out and put in, rules of whatever parts, lines and events by the thousand, other years, in one process. Time is that of the processor, memory what is held right after a feed over what was before it.',
    head: ['', ''],
    rows: [
      ['the slowest', `${seconds(slowest.milliseconds)} (number ${slowest.number})`],
      ['the middle one', seconds((times[FEEDS / 2] as (typeof times)[number]).milliseconds)],
      ['memory over the start', `${grouped(most / 2 ** 20)} MB`],
      ['refused as a whole', grouped(refused)],
    ],
    notes: ['Aims: none takes more than a second or more than 64 MB, and none ends the process.'],
  };
}

/** Characters from which on what earlier feeds left is swept away first. */
const LARGE = 50_000;

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function heldNow(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** False where it is of no use as a whole. */
async function take(text: string): Promise<boolean> {
  try {
    await feed.read(await feed.textOf(Buffer.from(text)), CALENDAR, WINDOW);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'CalendarError') return false;
    throw error;
  }
}
