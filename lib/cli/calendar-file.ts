import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import type { PlannedClosure } from '../operations/index.ts';
import { count } from '../operations/words.ts';
import { plain } from './output.ts';
import { Wordings } from './wordings.ts';

/** One event: closures of one rule, at the same time, of however many businesses. */
interface Entry {
  organization: string;
  rule: string;
  kind: PlannedClosure['kind'];
  names: Set<string>;
  /** Civil days, the end not included, or instants in UTC. */
  start: string;
  end: string | null;
  isAllDay: boolean;
  businesses: number;
  /** The first few codes. */
  codes: string[];
  wordings: Wordings;
}

// The space before a folded line counts among the 75 octets as well (RFC 5545, 3.1).
ICAL.foldLength = 74;

const CODES_SHOWN = 20;
const NAMES_SHOWN = 3;
const WORDINGS_SHOWN = 3;

export interface CalendarFile {
  /** @param wording its text with any opening in it */
  add(row: PlannedClosure, wording?: string | null): void;
  /** How many events there are by now. */
  readonly events: number;
  readonly closures: number;
  /** RFC 5545. The same closures give the same text and the same UIDs, whenever and wherever it is asked for. */
  text(): string;
}

/** Gathers closures into an iCalendar file. A day is an all-day event, whatever the zones; anything else is in UTC. */
export function createCalendarFile(): CalendarFile {
  const entries = new Map<string, Entry>();
  let closures = 0;
  return {
    get events() {
      return entries.size;
    },
    get closures() {
      return closures;
    },
    add(row, wording = row.offlineMessage) {
      closures += 1;
      const entry = entryOf(row);
      const key = JSON.stringify([entry.organization, entry.rule, entry.start, entry.end, entry.kind]);
      const known = entries.get(key) ?? entry;
      entries.set(key, known);
      known.names.add(plain(row.name));
      known.wordings.add(row.offlineMessage, wording);
      known.businesses += 1;
      if (known.codes.length < CODES_SHOWN) known.codes.push(plain(row.code ?? row.business));
    },
    text() {
      const calendar = new ICAL.Component(['vcalendar', [], []]);
      calendar.updatePropertyWithValue('version', '2.0');
      calendar.updatePropertyWithValue('prodid', '-//partoo-closures//closures//EN');
      calendar.updatePropertyWithValue('x-wr-calname', 'Closures');
      for (const entry of [...entries.values()].sort(byStart)) calendar.addSubcomponent(eventOf(entry));
      return `${calendar.toString()}\r\n`;
    },
  };
}

function entryOf({ organization, rule, kind, start, end }: PlannedClosure): Entry {
  const isMidnight = (iso: string | null) => iso === null || iso.slice(11, 16) === '00:00';
  const isAllDay = isMidnight(start) && isMidnight(end);
  const shown = (iso: string) => (isAllDay ? iso.slice(0, 10) : new Date(iso).toISOString().slice(0, 19));
  return {
    ...{ organization, rule, kind, isAllDay, names: new Set<string>(), businesses: 0, codes: [] },
    wordings: new Wordings(),
    start: shown(start),
    end: end === null ? null : shown(end),
  };
}

function eventOf(entry: Entry): ICAL.Component {
  const { organization, rule, kind, names, wordings, start, end, isAllDay, businesses, codes } = entry;
  const event = new ICAL.Component('vevent');
  const time = (text: string) =>
    isAllDay ? ICAL.Time.fromDateString(text) : ICAL.Time.fromDateTimeString(`${text}Z`);
  const id = createHash('sha256')
    .update(JSON.stringify([organization, rule, start, end]))
    .digest('hex');
  event.updatePropertyWithValue('uid', `${id.slice(0, 32)}@partoo-closures`);
  // What changes when the file is written anew would make every event look changed.
  event.updatePropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString('1970-01-01T00:00:00Z'));
  event.updatePropertyWithValue('dtstart', time(start));
  // Without an end it lasts until further notice, which iCalendar cannot say.
  if (end !== null) event.updatePropertyWithValue('dtend', time(end));
  const name = [...names].slice(0, NAMES_SHOWN).join(' / ');
  event.updatePropertyWithValue('summary', `${SAYS[kind]}${name} (${count(businesses, 'shop')})`);
  const more = businesses > codes.length ? ` and ${businesses - codes.length} more` : '';
  const until = end === null ? '\nUntil further notice' : '';
  const texts = wordings.shown(WORDINGS_SHOWN).texts.map(({ text, shops }) => `\n${shops}: ${text}`);
  event.updatePropertyWithValue(
    'description',
    `${organization}, ${rule}${until}\n${codes.join(' ')}${more}${texts.join('')}`,
  );
  event.updatePropertyWithValue('categories', rule);
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  return event;
}

/** A calendar is read at a glance: what does not close says so first. */
const SAYS: Readonly<Record<Entry['kind'], string>> = {
  close: '',
  open: 'Open: ',
  hold: 'Kept open: ',
  keep: 'Text only: ',
  leave: 'Left alone: ',
  announce: 'Announced: ',
};

function byStart(a: Entry, b: Entry): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : a.rule < b.rule ? -1 : 1;
}
