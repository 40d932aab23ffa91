import type { OffsetSpan } from '../../closures/offsets.ts';
import type { Component } from './components.ts';
import { localSeconds } from './local-time.ts';
import { type Budget, recur } from './recurrence/expand.ts';
import { parseRule, RecurrenceError } from './recurrence/rule.ts';

/** A change of clocks: from when, by the clocks before, and by how much they differ from UTC before and after. */
interface Onset {
  at: number;
  before: number;
  after: number;
}

/** Clock changes outside are not looked for: calendars that describe their zones begin in 1601 or 1970. */
const FROM = Date.UTC(1960, 0, 1) / 1000;
const TO = Date.UTC(2101, 0, 1) / 1000;
const BUDGET = 200_000;

/** A zone with more kinds of time is none. */
const MOST_PARTS = 100;

/**
 * The offsets of a zone that a VTIMEZONE describes (RFC 5545, 3.6.5), for all time; null where it describes none, or more
 * than any zone ever had.
 */
export function customSpans({ parts }: Component): OffsetSpan[] | null {
  if (parts.length > MOST_PARTS) return null;
  const budget = { left: BUDGET };
  try {
    return spansOf(parts.flatMap((part) => onsetsOf(part, budget)).sort((a, b) => a.at - b.at));
  } catch (error) {
    if (error instanceof RecurrenceError) return null;
    throw error;
  }
}

function spansOf(onsets: readonly Onset[]): OffsetSpan[] | null {
  const [first] = onsets;
  if (first === undefined) return null;
  const spans: OffsetSpan[] = [
    { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY, offset: first.before },
  ];
  for (const { at, before, after } of onsets) {
    const instant = (at - before / 1000) * 1000;
    spans.at(-1)!.until = instant;
    spans.push({ from: instant, until: Number.POSITIVE_INFINITY, offset: after });
  }
  return spans;
}

function onsetsOf({ properties }: Component, budget: Budget): Onset[] {
  const value = (name: string) => properties.get(name)?.[0]?.values[0];
  const [before, after] = [offset(value('tzoffsetfrom')), offset(value('tzoffsetto'))];
  const start = localSeconds(String(value('dtstart')))?.seconds;
  if (before === null || after === null || start === undefined) return [];
  const rules = (properties.get('rrule') ?? []).map(({ values }) => parseRule(String(values[0])));
  const recurring = rules.flatMap((rule) => {
    // UNTIL is in UTC, and onsets are by the clocks before.
    const until = rule.until === null ? TO : (localSeconds(rule.until)?.seconds ?? TO) + before / 1000;
    return recur({ rule, start, until, from: FROM, to: TO, budget });
  });
  const dates = (properties.get('rdate') ?? []).flatMap(({ values }) =>
    values.flatMap((one) => localSeconds(String(Array.isArray(one) ? one[0] : one))?.seconds ?? []),
  );
  return [...new Set([start, ...recurring, ...dates])].map((at) => ({ at, before, after }));
}

/** `+01:00` in milliseconds. */
function offset(value: unknown): number | null {
  const match = /^([+-])(\d{2}):?(\d{2}):?(\d{2})?$/.exec(String(value));
  if (match === null) return null;
  const [, sign, hours, minutes, seconds = 0] = match;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}
