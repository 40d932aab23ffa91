/** Times as people read them: those of the business, whose zone is named where it is not the reader's (design rule 25). */
import { type Instant, isoSecondOf } from '../clock.ts';
import type { Bound } from '../closures/model.ts';
import { shortDay, shortMoment } from '../short-times.ts';

/** The zone of whoever reads: that of the process. */
function readersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `25 Dec 08:00`, or `25 Dec 08:00 Indian/Reunion` where the reader is elsewhere. */
export function localMoment(iso: string, zone: string | null, reader = readersZone()): string {
  return `${shortMoment(iso)}${zoneBehind(zone, reader)}`;
}

/** From the earliest to the latest of several, each in its own zone: `26 Dec 00:00`, `26 Dec to 27 Dec 00:00`, `26 Dec 00:00 to 27 Dec 09:30`. */
export function localSpan(
  moments: readonly { iso: string; zone: string | null }[],
  reader = readersZone(),
): string {
  const texts = [...new Set(moments.map(({ iso }) => iso.slice(0, 16)))].sort();
  const [first, last] = [texts[0], texts.at(-1)];
  if (first === undefined || last === undefined) return '';
  const zones = [...new Set(moments.map(({ zone }) => zone))];
  const behind = zones.length === 1 ? zoneBehind(zones[0]!, reader) : ' local time';
  if (first === last) return `${shortMoment(first)}${behind}`;
  const isSameTime = first.slice(11) === last.slice(11);
  return `${isSameTime ? shortDay(first) : shortMoment(first)} to ${shortMoment(last)}${behind}`;
}

/**
 * A start or an end as somebody gave it: `24 Dec 17:00` is each business' own time, an instant is in `zone` (null: UTC).
 * The year is said where it is not that of `now`.
 */
export function boundInWords(bound: Bound | null, zone: string | null, now: Instant): string {
  if (bound === null) return 'further notice';
  const hasOffset = /T.*(Z|[+-]\d\d:?\d\d)$/.test(bound);
  const iso = hasOffset ? inZone(bound, zone ?? 'UTC') : bound;
  const year = iso.slice(0, 4) === isoSecondOf(now).slice(0, 4) ? '' : ` ${iso.slice(0, 4)}`;
  const time = iso.slice(11, 16) || '00:00';
  return `${shortDay(iso)}${year} ${time}${hasOffset ? zoneBehind(zone, readersZone()) : ''}`;
}

/** The wall clock of a zone at an instant. `Intl` is there already; the library of times takes longer to load. */
function inZone(instant: string, zone: string): string {
  const text = new Date(instant).toLocaleString('sv-SE', { timeZone: zone, hourCycle: 'h23' });
  return text.replace(' ', 'T');
}

function zoneBehind(zone: string | null, reader: string): string {
  return oneName(zone ?? 'UTC') === oneName(reader) ? '' : ` ${zone ?? 'UTC'}`;
}

const oneNames = new Map<string, string>();

/** A zone has several names: a host in Asia/Kathmandu calls itself Asia/Katmandu. */
function oneName(zone: string): string {
  const known =
    oneNames.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  oneNames.set(zone, known);
  return known;
}
