import type { Spliced } from '../kind.ts';
import { type ContentLine, contentLines } from './lines.ts';

/**
 * A calendar with the events of some UIDs as they stand in an earlier version of it, together with the time zones that are
 * described there. Folded lines have been joined before.
 */
export function withEarlier(text: string, earlier: string, uids: ReadonlySet<string>): Spliced {
  const taken = new Set<string>();
  const last = [...linesOf(earlier, (uid) => uids.has(uid) && taken.add(uid).has(uid))];
  const rest = linesOf(text, (uid) => !taken.has(uid));
  return { text: [...rest, ...last, ''].join('\r\n'), taken };
}

/** The lines of calendars, with their time zones and of their events those that are wanted. */
function* linesOf(text: string, isWanted: (uid: string) => boolean): Generator<string> {
  let part: Part | null = null;
  for (const line of contentLines(text)) {
    const isCalendar = nameIn(line) === 'VCALENDAR';
    if (isCalendar) part = null;
    if (line.name === 'BEGIN' && !isCalendar && part === null)
      part = { name: nameIn(line), uid: '', lines: [], open: [] };
    if (part === null) {
      yield written(line);
      continue;
    }
    take(part, line);
    if (part.open.length > 0) continue;
    if (part.name === 'VTIMEZONE' || (part.name === 'VEVENT' && isWanted(part.uid))) yield* part.lines;
    part = null;
  }
}

/** What stands in a calendar between BEGIN and END. */
interface Part {
  name: string;
  uid: string;
  lines: string[];
  /** The names of what is begun in it and not ended. */
  open: string[];
}

function take(part: Part, line: ContentLine): void {
  part.lines.push(written(line));
  if (line.name === 'BEGIN') part.open.push(nameIn(line));
  // Alarms have UIDs of their own.
  if (line.name === 'UID' && part.open.length === 1) part.uid ||= line.value.trim();
  if (line.name !== 'END') return;
  const at = part.open.lastIndexOf(nameIn(line));
  if (at >= 0) part.open.splice(at);
}

const written = ({ head, value }: ContentLine): string => `${head}:${value}`;

const nameIn = ({ name, value }: ContentLine): string =>
  name === 'BEGIN' || name === 'END' ? value.trim().toUpperCase() : '';
