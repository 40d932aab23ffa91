/** Times as people read them: those of the business, whose zone is named where it is not the reader's (design rule 25). */
import { shortMoment } from './words.ts';

/** The zone of whoever reads: that of the process. */
function readersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `25 Dec 08:00`, or `25 Dec 08:00 Indian/Reunion` where the reader is elsewhere. */
export function localMoment(iso: string, zone: string | null, reader = readersZone()): string {
  return `${shortMoment(iso)}${zoneBehind(zone, reader)}`;
}

/** From the earliest to the latest of several, each in its own zone: `26 Dec 00:00`, `26 Dec 00:00 to 09:30`. */
export function localSpan(
  moments: readonly { iso: string; zone: string | null }[],
  reader = readersZone(),
): string {
  const texts = [...new Set(moments.map(({ iso }) => iso.slice(0, 16)))].sort();
  const [first, last] = [texts[0], texts.at(-1)];
  if (first === undefined || last === undefined) return '';
  const zones = [...new Set(moments.map(({ zone }) => zone))];
  const behind = zones.length === 1 ? zoneBehind(zones[0]!, reader) : ' local time';
  return `${first === last ? shortMoment(first) : `${shortMoment(first)} to ${shortMoment(last)}`}${behind}`;
}

function zoneBehind(zone: string | null, reader: string): string {
  return zone === reader ? '' : ` ${zone ?? 'UTC'}`;
}
