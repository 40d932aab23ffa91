/** Odd feeds by the thousand: how long the slowest takes, and what memory they need; and what `apply` needs for a large one. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { feed } from '../lib/calendars/ical/feed.ts';
import { oddFeed } from '../test/calendars/ical/feeds/odd.ts';
import { measure } from './support/child.ts';
import { makeDesk } from './support/desk.ts';
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
  const large = await megabytesOfLarge();
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
      ['`apply` with one of 5 MB, its peak over that with none', `${grouped(large.first)} MB`],
      ['the same again, with what was kept of it', `${grouped(large.again)} MB`],
    ],
    notes: ['Aims: none takes more than a second or more than 64 MB, and none ends the process.'],
  };
}

/** What a whole process takes more where it reads ten thousand events with all that calendars say of them. */
async function megabytesOfLarge(): Promise<{ first: number; again: number }> {
  const rule = (file: string) => `rules:\n  feed: { ical: { from: ${file} } }\n`;
  const desk = await makeDesk(10, rule('large.ics'));
  try {
    const peak = async (events: number) => {
      await writeFile(join(desk.folder, 'large.ics'), largeFeed(events));
      return (await measure(['apply', '--yes', '--allow-now', '10'], desk)).peakMegabytes;
    };
    const without = await peak(1);
    const [first, again] = [await peak(LARGEST_EVENTS), await peak(LARGEST_EVENTS)];
    return { first: first - without, again: again - without };
  } finally {
    await desk.end();
  }
}

/** Of half a kilobyte each. */
const LARGEST_EVENTS = 9800;

function largeFeed(events: number): string {
  const note = 'What nobody needs. '
    .repeat(15)
    .match(/.{1,70}/g)
    ?.join('\r\n ');
  const day = (number: number) =>
    new Date(Date.UTC(2026, 9, 1 + (number % 400))).toISOString().slice(0, 10).replaceAll('-', '');
  const text = Array.from({ length: events }, (_, number) =>
    [
      ...['BEGIN:VEVENT', `UID:${number}-abcdefghijklmnopqrstuvwxyz@example.com`, 'DTSTAMP:20261001T101010Z'],
      ...[`DTSTART;VALUE=DATE:${day(number)}`, `DTEND;VALUE=DATE:${day(number + 1)}`, 'STATUS:CONFIRMED'],
      ...[`SUMMARY:Fermeture numéro ${number}`, `DESCRIPTION:${note}`, 'TRANSP:OPAQUE', 'END:VEVENT'],
    ].join('\r\n'),
  );
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...text, 'END:VCALENDAR', ''].join('\r\n');
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
