import type { Locale } from '../locale.ts';
import { en, type Words } from './en.ts';
import { fr } from './fr.ts';
import { typeset } from './typeset.ts';

export type { Words };

export const WORDS: Readonly<Record<Locale, Words>> = { en, fr: typeset(fr) };
