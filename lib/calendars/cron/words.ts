import cronstrue from 'cronstrue';
import type { CronCalendar } from './stored.ts';

/** `closes at 19:00, Monday through Friday; opens at 09:00, Monday through Friday`: what the two lines say. */
export function inWords({ close, open }: CronCalendar): string {
  return `closes ${lineInWords(close)}; opens ${lineInWords(open)}`;
}

/**
 * A sentence begins in capitals, and this is the middle of one. The last Friday is `FRI#L` here and `5L` there. What has
 * no words stands as it is.
 */
function lineInWords(line: string): string {
  const written = line.toUpperCase().replaceAll('#L', 'L');
  try {
    const words = cronstrue.toString(written, { use24HourTimeFormat: true });
    return words.charAt(0).toLowerCase() + words.slice(1);
  } catch {
    return `by "${line}"`;
  }
}
