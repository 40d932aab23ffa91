import { endOfGap, instantsShowing, type OffsetSpan, offsetSpans } from '../../closures/offsets.ts';
import type { Component } from './components.ts';
import { customSpans } from './custom-zone.ts';
import { spokenZone } from './spoken-zone.ts';

/** The clocks of a time zone. Local times are civil seconds, instants milliseconds. */
export interface ZoneClock {
  /** A time in a gap is the first instant after it; in a repeated hour a start is the first pass, an end the second. */
  instantOf(seconds: number, side: 'start' | 'end'): number;
  wallOf(instant: number): number;
}

type SpansOf = (year: number) => readonly OffsetSpan[];

/** Years that clocks are asked for; what lies beyond is of no calendar. */
const YEARS = { first: 1900, last: 2300 };

function clockOf(spansOf: SpansOf): ZoneClock {
  const spansAt = (ms: number) =>
    spansOf(Math.min(YEARS.last, Math.max(YEARS.first, new Date(ms).getUTCFullYear())));
  return {
    instantOf(seconds, side) {
      const spans = spansAt(seconds * 1000);
      const [first, last] = [spans[0]!, spans.at(-1)!];
      const local = seconds * 1000;
      if (local - first.offset < first.from) return local - first.offset;
      if (local - last.offset >= last.until) return local - last.offset;
      const showing = instantsShowing(local, spans);
      return (side === 'start' ? showing[0] : showing.at(-1)) ?? endOfGap(local, spans);
    },
    wallOf(instant) {
      const spans = spansAt(instant);
      const span = spans.find(({ until }) => instant < until) ?? spans.at(-1)!;
      return Math.floor((instant + span.offset) / 1000);
    },
  };
}

/** Of one calendar: as many as the IANA has names, those that it keeps for former ones among them. */
const MOST_ZONES = 700;
/** Of those that nothing but their description tells, which have to be worked out. */
const MOST_DESCRIBED = 200;

/** A clock that is never changed. @param offset seconds ahead of UTC */
const fixedClock = (offset: number): ZoneClock => ({
  instantOf: (seconds) => (seconds - offset) * 1000,
  wallOf: (instant) => Math.floor(instant / 1000) + offset,
});

export const UTC: ZoneClock = fixedClock(0);

/** The clock of a name of the IANA's; null where it is none. */
function ianaClock(name: string): ZoneClock | null {
  try {
    offsetSpans(name, 2026);
  } catch {
    return null;
  }
  return clockOf((year) => offsetSpans(name, year));
}

/**
 * The clocks of a calendar's zones by TZID: names of the IANA, also at the end of a longer one
 * (`/mozilla.org/20070129_1/Europe/Berlin`), names of Windows, what its VTIMEZONEs describe, and what programs show to people.
 * Null where there is none.
 */
export async function zoneClocks(zones: readonly Component[]): Promise<(tzid: string) => ZoneClock | null> {
  const { findIana } = await import('windows-iana');
  const known = new Map<string, ZoneClock | null>();
  let workedOut = 0;
  const described = new Map(zones.map((zone) => [textOf(zone, 'tzid'), zone]));
  const byWindows = (name: string) => findIana(name as Parameters<typeof findIana>[0])[0];
  const find = (tzid: string): ZoneClock | null => {
    const name = tzid.trim().replace(/^"|"$/g, '');
    if (/^(z|utc|gmt|tzone:\/\/microsoft\/utc)$/i.test(name)) return UTC;
    const zone = described.get(name);
    const location = zone && textOf(zone, 'x-lic-location');
    const parts = name.split('/');
    const suffixes = [parts.slice(-3).join('/'), parts.slice(-2).join('/')];
    for (const one of [name, byWindows(name), location, ...suffixes]) {
      const clock = one ? ianaClock(one) : null;
      if (clock !== null) return clock;
    }
    const spans = zone && workedOut++ < MOST_DESCRIBED ? customSpans(zone) : null;
    return spans ? clockOf(() => spans) : spokenClock(name, byWindows);
  };
  return (tzid) => {
    if (!known.has(tzid) && known.size >= MOST_ZONES) return null;
    const found = known.has(tzid) ? known.get(tzid)! : find(tzid);
    known.set(tzid, found);
    return found;
  };
}

/** The clock of a zone that is named by its offset, and by places that have to be in it. */
function spokenClock(name: string, byWindows: (name: string) => string | undefined): ZoneClock | null {
  const spoken = spokenZone(name);
  if (spoken === null) return null;
  if (spoken.iana.length === 0) return fixedClock(spoken.offset);
  for (const one of [byWindows(spoken.windows), ...spoken.iana]) {
    const clock = one ? ianaClock(one) : null;
    if (clock !== null && winterOffset(clock) === spoken.offset) return clock;
  }
  return null;
}

/** Seconds ahead of UTC while clocks are not set forward; winter is in January or in July. */
function winterOffset(clock: ZoneClock): number {
  const offsets = ['2026-01-01', '2026-07-01'].map(
    (day) => clock.wallOf(Date.parse(day)) - Date.parse(day) / 1000,
  );
  return Math.min(...offsets);
}

function textOf({ properties }: Component, name: string): string {
  return String(properties.get(name)?.[0]?.values[0] ?? '').trim();
}
