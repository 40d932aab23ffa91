import * as z from 'zod';
import type { Name } from '../closures/model.ts';
import { byLanguage } from './by-language.ts';
import { isRecord, reader, readWith, text } from './readers.ts';

const EXAMPLE = 'write a name, such as Stock-taking, or { fr: Inventaire, default: Stock-taking }';
const word = text(EXAMPLE);
const words = byLanguage(word, EXAMPLE);

/** How people call a rule or an occurrence: a text, or texts by language. */
export const name = reader((value, report): Name => {
  if (!isRecord(value)) return readWith(word, value, report) ?? z.NEVER;
  if (Object.keys(value).length === 0) report('has no text', EXAMPLE);
  return readWith(words, value, report) ?? z.NEVER;
});
