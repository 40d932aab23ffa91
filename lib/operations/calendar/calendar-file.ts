import ICAL from 'ical.js';
import { adHocKey } from '../../closures/ad-hoc-key.ts';
import type { AdHocClosure } from '../../closures/model.ts';
import { plain } from '../plain.ts';
import type { AlikeBusinesses, PlannedClosure } from '../planned-closures.ts';
import { Wordings } from '../wordings.ts';
import { count, SAYS } from '../words.ts';
import { type AskedClosure, cancelledEvent, markChanges, uidOf } from './asked-events.ts';

/** One event: closures of one rule, at the same time, of however many businesses. */
interface Entry {
  organization: string;
  rule: string;
  kind: PlannedClosure['kind'];
  timezone: string;
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
/** How often whoever has subscribed looks again: hours at most, whatever they would do by themselves. */
const REFRESH = 'PT1H';

export interface CalendarFile {
  add(alike: AlikeBusinesses): void;
  /** How many events there are by now. */
  readonly events: number;
  readonly closures: number;
  /**
   * RFC 5545. The same closures give the same text and the same UIDs, whenever and wherever it is asked for.
   * @param cancelled ended before they began: others may have them in their calendars. Default: none
   */
  text(cancelled?: readonly AskedClosure[]): string;
}

/**
 * Gathers closures into an iCalendar file. A day is an all-day event, whatever the zones; anything else is in UTC.
 * @param asked ad-hoc closures: an event of one stays the same event when its times change
 */
export function createCalendarFile(asked: readonly AskedClosure[] = []): CalendarFile {
  const entries = new Map<string, Entry>();
  /** By list of closures, which businesses that have everything alike share. */
  const known = new WeakMap<AlikeBusinesses['closures'], Entry[]>();
  let closures = 0;
  const entryFor = (organization: string, closure: AlikeBusinesses['closures'][number]): Entry => {
    const entry = entryOf(organization, closure.facts);
    const key = JSON.stringify([organization, entry.rule, entry.start, entry.end, entry.kind]);
    const found = entries.get(key) ?? entry;
    entries.set(key, found);
    found.names.add(plain(closure.facts.name));
    return found;
  };
  return {
    get events() {
      return entries.size;
    },
    get closures() {
      return closures;
    },
    add({ businesses, closures: shared }) {
      const [first] = businesses;
      if (first === undefined) return;
      const some = known.get(shared) ?? shared.map((one) => entryFor(first.organization, one));
      known.set(shared, some);
      closures += shared.length * businesses.length;
      for (const [index, entry] of some.entries()) {
        const { offlineMessage, wording } = shared[index]!;
        if (offlineMessage !== null) entry.wordings.add(offlineMessage, wording(), businesses.length);
        entry.businesses += businesses.length;
        const room = CODES_SHOWN - entry.codes.length;
        if (room > 0)
          entry.codes.push(...businesses.slice(0, room).map(({ code, business }) => plain(code ?? business)));
      }
    },
    text(cancelled = []) {
      const calendar = new ICAL.Component(['vcalendar', [], []]);
      calendar.updatePropertyWithValue('version', '2.0');
      calendar.updatePropertyWithValue('prodid', '-//partoo-closures//closures//EN');
      calendar.updatePropertyWithValue('calscale', 'GREGORIAN');
      calendar.updatePropertyWithValue('method', 'PUBLISH');
      calendar.updatePropertyWithValue('x-wr-calname', 'Closures');
      calendar.updatePropertyWithValue('x-published-ttl', REFRESH);
      calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(REFRESH));
      for (const event of eventsOf([...entries.values()].sort(byStart), asked))
        calendar.addSubcomponent(event);
      for (const one of cancelled) calendar.addSubcomponent(cancelledEvent(one));
      return `${calendar.toString()}\r\n`;
    },
  };
}

type Facts = AlikeBusinesses['closures'][number]['facts'];

function entryOf(organization: string, { rule, kind, timezone, start, end }: Facts): Entry {
  const isMidnight = (iso: string | null) => iso === null || iso.slice(11, 16) === '00:00';
  const isAllDay = isMidnight(start) && isMidnight(end);
  const shown = (iso: string) => (isAllDay ? iso.slice(0, 10) : new Date(iso).toISOString().slice(0, 19));
  return {
    ...{ organization, rule, kind, timezone, isAllDay, names: new Set<string>(), businesses: 0, codes: [] },
    wordings: new Wordings(),
    start: shown(start),
    end: end === null ? null : shown(end),
  };
}

/** An event for each; those of one ad-hoc closure, whose times may change, are told apart by their zones alone. */
function* eventsOf(entries: readonly Entry[], asked: readonly AskedClosure[]): Generator<ICAL.Component> {
  const closures = new Map(
    asked.map(({ organization, closure }) => [`${organization} ${adHocKey(closure.id)}`, closure]),
  );
  const main = new Map<string, Entry>();
  for (const entry of entries) {
    const name = `${entry.organization} ${entry.rule}`;
    if (entry.businesses > (main.get(name)?.businesses ?? 0)) main.set(name, entry);
  }
  for (const entry of entries) {
    const name = `${entry.organization} ${entry.rule}`;
    const closure = closures.get(name);
    const { organization, rule, start, end, timezone } = entry;
    if (closure === undefined) yield eventOf(entry, uidOf(organization, rule, start, end), null);
    else if (main.get(name) === entry) yield eventOf(entry, uidOf(organization, rule), closure);
    else yield eventOf(entry, uidOf(organization, rule, timezone), closure);
  }
}

function eventOf(entry: Entry, uid: string, closure: AdHocClosure | null): ICAL.Component {
  const { organization, rule, kind, names, wordings, start, end, isAllDay, businesses, codes } = entry;
  const event = new ICAL.Component('vevent');
  const time = (text: string) =>
    isAllDay ? ICAL.Time.fromDateString(text) : ICAL.Time.fromDateTimeString(`${text}Z`);
  event.updatePropertyWithValue('uid', uid);
  // What changes when the file is written anew would make every event look changed.
  if (closure === null)
    event.updatePropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString('1970-01-01T00:00:00Z'));
  else markChanges(event, closure);
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
  event.updatePropertyWithValue('status', 'CONFIRMED');
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  return event;
}

function byStart(a: Entry, b: Entry): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : a.rule < b.rule ? -1 : 1;
}
