/** What people are told: what happened, where, since when, and what to type. Never the text of a message, nor a key. */
import { createHash } from 'node:crypto';
import { actorInWords } from '../../closures/actors.ts';
import { DIGEST, type Notice } from './notice.ts';

export interface Message {
  /** By which it is known again when it comes twice. */
  id: string;
  subject: string;
  /** Lines of plain text. */
  lines: string[];
}

/** In which zone an organization's people read. Default UTC. */
export type ZoneOf = (organization: string) => string;

/** How many of a kind are named one by one. */
const NAMED = 10;
const COMMAND = 'partoo-closures';

interface Wording {
  /** What the first line says of `count` of them. */
  title(count: number, shops: string): string;
  /** One of them. @param when says an instant */
  line(detail: Detail, when: (iso: unknown) => string): string;
  /** What is counted, where the same is told of more than once; left out: each for itself. */
  of?(detail: Detail): string;
  /** What to type; the command without its name. */
  type?(detail: Detail, count: number): string | null;
}

type Detail = Readonly<Record<string, unknown>>;

const textIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const shopOf = ({ code, business }: Detail): string => textIn(code) || textIn(business);
const shops = (count: unknown): string => (count === 1 ? '1 shop' : `${textIn(count)} shops`);
const idOf = ({ closure }: Detail): string => textIn(closure).replace(/^ad-hoc:/, '');

/** Why, behind what names the closure already. */
function because({ closure, reason }: Detail): string {
  const said = textIn(reason);
  const why = said === closure ? '' : said.replace(`${textIn(closure)}: `, '');
  return why === '' ? '' : `: ${why}`;
}

/** What of a closure waits. */
const ASKED: Readonly<Record<string, string>> = { change: 'a change of ', end: 'the end of ' };

/** It was foreseen. */
const isAhead = ({ at, start }: Detail): boolean => Date.parse(textIn(at)) < Date.parse(textIn(start));

const WORDINGS: Readonly<Record<string, Wording>> = {
  'Closure Late': {
    title: (count) => (count === 1 ? 'A closing is late' : `${count} closings are late`),
    line: (detail, when) => {
      const who = `${textIn(detail.reason)}: ${shops(detail.businesses)}`;
      const since = when(detail.start);
      return isAhead(detail)
        ? `${who} will not be closed by ${since}: more than the quota carries until then`
        : `${who} not closed, which should have been since ${since}`;
    },
    type: () => 'status',
  },
  'Business Failing': {
    title: (count) => (count === 1 ? '1 shop fails' : `${count} shops fail`),
    of: shopOf,
    line: (detail, when) => `${shopOf(detail)}, since ${when(detail.at)}: ${textIn(detail.error)}`,
    type: (detail, count) => (count === 1 ? `explain ${shopOf(detail)}` : 'status --state failing'),
  },
  'Key Refused': {
    title: () => 'Partoo refuses the API key',
    line: (_, when) => `Nothing is closed or reopened, since ${when(_.at)}`,
    type: () => 'doctor',
  },
  'Key Expires': {
    title: () => 'The API key ends soon',
    line: (detail) => textIn(detail.reason),
    type: () => 'doctor',
  },
  'Manual Change Kept': {
    title: (count) => (count === 1 ? 'A change by hand was kept' : `${count} changes by hand were kept`),
    line: (detail, when) =>
      `${shopOf(detail)}, ${when(detail.at)}: somebody changed ${(Array.isArray(detail.fields) ? detail.fields : []).join(', ')}`,
    type: (detail, count) => (count === 1 ? `restore ${shopOf(detail)}` : 'status'),
  },
  'Calendar Alert': {
    title: (count) =>
      count === 1 ? 'A calendar needs a look' : `${count} things about calendars need a look`,
    line: (detail) => textIn(detail.reason),
    type: (detail) => (/feed|event/.test(textIn(detail.alert)) ? 'feeds' : 'plan'),
  },
  'Closure Waiting': {
    title: (count) => (count === 1 ? 'A closure waits for approval' : `${count} closures wait for approval`),
    line: (detail, when) =>
      `${ASKED[textIn(detail.asks)] ?? ''}${idOf(detail)}, ${shops(detail.businesses)}${detail.beyond === 'time' ? ' for a long time' : ''}, asked for by ${actorIn(detail)}, ${when(detail.at)}${because(detail)}`,
    type: (detail, count) =>
      count === 1 ? `approve ${idOf(detail)} (or decline ${idOf(detail)})` : 'closures',
  },
  'Closure Decided': {
    title: (count) =>
      count === 1 ? 'A closure that waited was decided' : `${count} closures that waited were decided`,
    line: (detail, when) => {
      const by = detail.by ? ` by ${actorIn(detail)}` : '';
      return `${idOf(detail)}, ${shops(detail.businesses)}, ${textIn(detail.decision)}${by}, ${when(detail.at)}${because(detail)}`;
    },
  },
  'Closure Open Ended': {
    title: (count) => (count === 1 ? 'Is this closure to go on?' : `Are these ${count} closures to go on?`),
    line: (detail, when) =>
      `${idOf(detail)}, ${shops(detail.businesses)}, since ${when(detail.from)}${because(detail)}`,
    type: (detail, count) =>
      count === 1 ? `reopen ${idOf(detail)} (or extend ${idOf(detail)} --until …)` : 'closures',
  },
  'Writing Paused': {
    title: () => 'Writing is paused: nothing closes and nothing reopens',
    line: (detail, when) => `since ${when(detail.at)}, by ${actorIn(detail)}`,
    type: () => 'resume',
  },
  'Writing Resumed': {
    title: () => 'Writing goes on',
    line: (detail, when) => `since ${when(detail.at)}, by ${actorIn(detail)}`,
  },
};

const actorIn = ({ by }: Record<string, unknown>): string => actorInWords(textIn(by));

/** One message for notices of one type. */
export function messageOf(notices: readonly [Notice, ...Notice[]], zoneOf: ZoneOf): Message {
  const [first] = notices;
  const id = idOfAll(notices);
  if (first.type === DIGEST)
    return { id, subject: textIn(first.detail.subject), lines: linesIn(first.detail.lines) };
  const wording = WORDINGS[first.type];
  const count = countOf(notices, wording?.of);
  const subject = wording ? wording.title(count, '') : count === 1 ? first.type : `${first.type} (${count})`;
  const organizations = new Set(notices.map(({ organization }) => organization));
  const named = notices.slice(0, NAMED).map((notice) => {
    const { organization, detail } = notice;
    const said = wording
      ? wording.line(detail, (iso) => when(iso, zoneOf(organization)))
      : textIn(detail.reason);
    return `• ${organizations.size > 1 ? `${organization}: ` : ''}${said}`;
  });
  const more = notices.length > NAMED ? [`• and ${notices.length - NAMED} more`] : [];
  const command = wording?.type?.(first.detail, count) ?? null;
  const where = organizations.size === 1 ? `${first.organization}: ` : '';
  return {
    id,
    subject: `${where}${subject}`,
    lines: [...named, ...more, ...(command === null ? [] : [`Type: ${COMMAND} ${command}`])],
  };
}

/** A shop that begins to fail twice while a receiver is down is one shop. */
function countOf(notices: readonly Notice[], of: Wording['of']): number {
  if (!of) return notices.length;
  return new Set(notices.map(({ organization, detail }) => `${organization} ${of(detail)}`)).size;
}

/** Of one notice its own, of several one that is the same for the same ones. */
function idOfAll(notices: readonly Notice[]): string {
  const ids = notices.map(({ id }) => id);
  return ids.length === 1 ? ids[0]! : createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 32);
}

function linesIn(lines: unknown): string[] {
  return Array.isArray(lines) ? lines.map(textIn) : [];
}

/** `Fri 25 Dec, 00:00 (Europe/Paris)`. */
export function when(iso: unknown, zone: string): string {
  const text = textIn(iso);
  const at = Date.parse(text);
  if (Number.isNaN(at)) return 'an unknown time';
  // Local time of each shop has no zone to be said.
  if (!/(Z|[+-]\d\d:\d\d)$/.test(text)) return text.replace('T', ' ');
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', { ...day, ...time, timeZone: zone }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')}, ${part('hour')}:${part('minute')} (${zone})`;
}
