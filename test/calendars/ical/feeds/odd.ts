/** Feeds as no program writes them: those of the corpus, bent in some ways that a number decides. */
import { calendar } from '../support.ts';
import { byHand } from './by-hand.ts';
import { exchange, google, icloud, nextcloud, outlook } from './by-vendor.ts';

export const CORPUS = [...google, ...outlook, ...exchange, ...icloud, ...nextcloud, ...byHand].map(
  ([, lines]) => calendar(...lines),
);

export const PIECES = [
  '\0',
  '"',
  ';',
  ':',
  ',',
  '=',
  '\r\n',
  '\n ',
  '-',
  '9',
  'Z',
  'T',
  'P',
  '/',
  '\\',
  '99999999',
  'BEGIN:VEVENT',
  'TZID=',
  'RRULE:',
  '__proto__',
];

const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'NEVER', ''];
const PARTS = [
  'BYSECOND',
  'BYMINUTE',
  'BYHOUR',
  'BYDAY',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYMONTH',
  'BYSETPOS',
];
const VALUES = ['0', '1', '-1', '29', '31', '53', '366', '-366', '99999999', 'MO', '-5FR', '20MO', 'XX', ''];

type Random = () => number;

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function numbersFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const oneOf = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;

const BENDS: ((text: string, random: Random) => string)[] = [
  // A piece cut out, another put in.
  (text, random) => {
    const at = 20 + Math.floor(random() * (text.length - 40));
    return text.slice(0, at) + oneOf(PIECES, random) + text.slice(at + Math.floor(random() * 12));
  },
  // A rule of whatever parts.
  (text, random) => {
    const rule = ruleFrom(random);
    return text.includes('RRULE:')
      ? text.replace(/RRULE:[^\r\n]*/, rule)
      : text.replaceAll('END:VEVENT', `${rule}\r\nEND:VEVENT`);
  },
  // A line many times.
  (text, random) => {
    const lines = text.split('\r\n');
    const at = Math.floor(random() * lines.length);
    const times = 10 ** Math.floor(random() * 5);
    return lines.toSpliced(at, 0, ...Array<string>(times).fill(lines[at] as string)).join('\r\n');
  },
  // Events many times, under one UID or many.
  (text, random) => {
    const event = /BEGIN:VEVENT[\s\S]*?END:VEVENT\r\n/.exec(text)?.[0] ?? '';
    const times = 10 ** Math.floor(random() * 4);
    const isApart = random() < 0.5;
    const many = Array.from({ length: times }, (_, index) =>
      isApart ? event.replace(/UID:/, `UID:${index}-`) : event,
    );
    return text.replace(event, () => many.join(''));
  },
  // Years that nobody lives in.
  (text, random) =>
    text.replaceAll(/\b20\d\d(?=\d{4})/g, () => oneOf(['0001', '1600', '2026', '2027', '9999'], random)),
  // An end in the middle.
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
  // Another order.
  (text, random) =>
    text
      .split('\r\n')
      .toSorted(() => random() - 0.5)
      .join('\r\n'),
  // Digits that are others.
  (text, random) =>
    text.replaceAll(/\d/g, (digit) => (random() < 0.05 ? String(Math.floor(random() * 10)) : digit)),
];

function ruleFrom(random: Random): string {
  const parts = PARTS.filter(() => random() < 0.3).map(
    (part) =>
      `${part}=${Array.from({ length: 1 + Math.floor(random() * 4) }, () => oneOf(VALUES, random)).join()}`,
  );
  const bounds = ['', ';COUNT=5', ';COUNT=300000000', ';UNTIL=99991231', ';INTERVAL=0', ';INTERVAL=999999'];
  return `RRULE:${[`FREQ=${oneOf(FREQUENCIES, random)}`, ...parts].join(';')}${oneOf(bounds, random)}`;
}

/** The feed of a number: always the same. */
export function oddFeed(number: number): string {
  const random = numbersFrom(number);
  let text = oneOf(CORPUS, random);
  for (let bends = 1 + Math.floor(random() * 3); bends > 0; bends -= 1)
    text = oneOf(BENDS, random)(text, random);
  // No more is read of any feed.
  return text.slice(0, 5_000_000);
}
