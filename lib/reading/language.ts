import { quoted, textOf } from './readers.ts';

// Made when something is read: whoever reads a store and no file loads this as well.
let languageNames: Intl.DisplayNames | undefined;

function languageName(code: string): string | undefined {
  languageNames ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return languageNames.of(code);
}

/** A BCP 47 tag in its canonical spelling: `pt-br` becomes `pt-BR`. */
export const language = textOf('write a language tag such as fr or pt-BR', (value, report) => {
  const tag = canonicalTag(value);
  if (tag !== null && languageName(tag.split('-')[0]!) !== undefined) return tag;
  const dashed = canonicalTag(value.replaceAll('_', '-'));
  const remedy =
    dashed !== null && dashed !== tag
      ? `did you mean "${dashed}"?`
      : 'write a language tag such as fr or pt-BR';
  report(`${quoted(value)} is no language`, remedy);
  return value;
});

function canonicalTag(value: string): string | null {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}
