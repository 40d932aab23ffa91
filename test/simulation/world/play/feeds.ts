import { EventEmitter } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { DateEntry } from '../model.ts';
import type { Stage } from './stage.ts';

/** What closures.yml calls the server of all feeds. */
const HOST = 'feeds.localhost';

const network = http.get;
let stage: Stage | null = null;

/** Answers what production code asks feeds for, in this process; one world at a time. Null: the network does again. */
export function serveFeeds(of: Stage | null): void {
  stage = of;
  http.get = of ? (get as typeof http.get) : network;
}

function get(url: URL, _options: unknown, tell: (response: IncomingMessage) => void): EventEmitter {
  const request = new EventEmitter();
  if (url.hostname !== HOST || !stage) throw new Error(`Nobody answers at ${url.hostname} in a simulation.`);
  const found = served(stage, url.pathname.slice(1));
  const body = Readable.from([Buffer.from(found ?? 'Not now.')]);
  const response = Object.assign(body, { statusCode: found === null ? 503 : 200, headers: {} });
  queueMicrotask(() => tell(response as unknown as IncomingMessage));
  return request;
}

/** What a feed answers now; null: nothing of use. */
function served({ world, clock, story }: Stage, feed: string): string | null {
  const now = clock.now();
  const version = world.feeds.findLast((one) => one.feed === feed && one.at <= now);
  if (!version || version.days === 'fails') return null;
  story.reads.push({ feed, at: now, version: world.feeds.indexOf(version) });
  const rule = world.rules.find(({ calendar }) => calendar.kind === 'feed' && calendar.feed === feed)!;
  const isSheet = rule.calendar.kind === 'feed' && rule.calendar.format === 'sheet';
  return isSheet ? sheetOf(version.days, rule.codes ?? []) : icalOf(version.days);
}

function sheetOf(days: readonly DateEntry[], codes: readonly string[]): string {
  const rows = days.flatMap(({ from, to }) => codes.map((code) => `${code};${from};${to ?? ''};`));
  return ['code;from;to;name', ...rows, ''].join('\r\n');
}

function icalOf(days: readonly DateEntry[]): string {
  const events = days.flatMap(({ from, to }, index) => [
    'BEGIN:VEVENT',
    `UID:${index}`,
    ...bounds(from, to ?? (from.length === 10 ? from : `${dayAfter(from.slice(0, 10))}T00:00`)),
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

/** Whole days, the end left out; or times on the wall, of no zone. */
function bounds(from: string, to: string): string[] {
  const plain = (text: string) => text.replaceAll(/[-:]/g, '');
  if (from.length > 10) return [`DTSTART:${plain(from)}00`, `DTEND:${plain(to)}00`];
  return [`DTSTART;VALUE=DATE:${plain(from)}`, `DTEND;VALUE=DATE:${plain(dayAfter(to))}`];
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
