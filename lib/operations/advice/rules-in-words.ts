import { calendarInWords } from '../../calendars/index.ts';
import type { Config } from '../../config/model.ts';

/** What a rule's calendar means, where its own form is hard to read: `closes at 19:00, Monday through Friday; …`. */
export interface RuleInWords {
  rule: string;
  words: string;
}

/** In the order of the file; rules that are plain as they stand, or not enabled, are left out. */
export async function rulesInWords(
  { rules }: Pick<Config, 'rules'>,
  language: 'en' | 'fr' = 'en',
): Promise<RuleInWords[]> {
  const told: RuleInWords[] = [];
  for (const { key, calendar, enabled } of rules) {
    const words = enabled ? await calendarInWords(calendar, language) : null;
    if (words !== null) told.push({ rule: key, words });
  }
  return told;
}
