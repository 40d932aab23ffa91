import type { MessageTexts } from '../closures/model.ts';
import { pastDateIn } from './past-date.ts';

/** What is doubtful in a text, and what would be better. */
type Doubt = [message: string, remedy: string];

/** Messengers show more only behind "read more". */
const COMFORTABLE = 500;
const SAYS = /\{\{\s*(closure_name|reopens|reopens_date|reopens_time)\s*\}\}|\p{N}/u;
const HTML = /<\/?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,6});/i;

/** Doubts about one text. `language` is what it is written in, `today` a civil date. */
export function doubtsAbout(text: string, language: string, today: string): Doubt[] {
  const doubts: Doubt[] = [];
  if (!SAYS.test(text))
    doubts.push(['says neither why nor until when', 'name {{closure_name}} or {{reopens}}']);
  const past = pastDateIn(text, language, today);
  if (past !== null) doubts.push([`names ${past}, which is over`, 'write {{reopens}}, or another date']);
  const html = HTML.exec(text);
  if (html)
    doubts.push([`holds HTML at place ${html.index + 1}`, 'write plain text: people would read the marks']);
  if (text.length > COMFORTABLE)
    doubts.push([
      `has ${text.length} characters`,
      `stay below ${COMFORTABLE}, so that people read it to its end`,
    ]);
  return doubts;
}

/** Tags of texts that are the very text of another language, with that one; `default` may be one of them. */
export function repeatedTexts(texts: MessageTexts): [tag: string, sameAs: string][] {
  const tags = Object.keys(texts).toSorted((a, b) => Number(a === 'default') - Number(b === 'default'));
  return tags.flatMap((tag, index): [string, string][] => {
    const sameAs = tags.slice(0, index).find((other) => texts[other] === texts[tag]);
    return sameAs === undefined ? [] : [[tag, sameAs]];
  });
}
