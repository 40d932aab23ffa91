import cronstrue from 'cronstrue';
import 'cronstrue/locales/fr.js';
import type { CalendarLanguage } from '../kind.ts';
import type { CronCalendar } from './stored.ts';

/** `closes at 19:00, Monday through Friday; opens at 09:00, Monday through Friday`: what the two lines say. */
export function inWords({ close, open }: CronCalendar, language: CalendarLanguage): string {
  const [closes, opens] = [lineInWords(close, language), lineInWords(open, language)];
  return language === 'fr' ? `ferme ${closes}\u00a0; ouvre ${opens}` : `closes ${closes}; opens ${opens}`;
}

/**
 * A sentence begins in capitals, and this is the middle of one. The last Friday is `FRI#L` here and `5L` there. What has
 * no words stands as it is.
 */
function lineInWords(line: string, locale: CalendarLanguage): string {
  const written = line.toUpperCase().replaceAll('#L', 'L');
  try {
    const words = cronstrue.toString(written, { use24HourTimeFormat: true, locale });
    return words.charAt(0).toLowerCase() + words.slice(1);
  } catch {
    return locale === 'fr' ? `selon «\u00a0${line}\u00a0»` : `by "${line}"`;
  }
}
