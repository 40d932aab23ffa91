import * as z from 'zod';
import { language } from './language.ts';
import { isRecord, quoted, type Report, reader, readWith, record } from './readers.ts';

/** Lower case, as tags begin: `en`, `pt-BR`. A text that is nothing but that was meant to name a language. */
const TAG_SHAPED = /^([a-z]{2,3}|[A-Z]{2})([-_]([A-Za-z]{2,4}|\d{3}))*$/;

const languageOrDefault = reader((value, report): string =>
  value === 'default' ? value : (readWith(language, value, report) ?? z.NEVER),
);

/**
 * Texts by language, `default` among them, each read by `text`. A `default` that is just a tag which is listed becomes
 * that text.
 */
export function byLanguage(text: z.ZodType<string>, remedy: string): z.ZodType<Record<string, string>> {
  const texts = record(languageOrDefault, () => text, remedy);
  return reader((value, report): Record<string, string> => {
    const read = readWith(texts, value, report);
    if (read !== undefined) return withDefault(read, report);
    // Also where another text is wrong: it would be found only when that is right.
    if (isRecord(value) && typeof value.default === 'string')
      withDefault(value as Record<string, string>, report);
    return z.NEVER;
  });
}

function withDefault(read: Record<string, string>, report: Report): Record<string, string> {
  const { default: others } = read;
  if (others === undefined || !TAG_SHAPED.test(others)) return read;
  const tag = others.replaceAll('_', '-').toLowerCase();
  const listed = Object.keys(read).find((one) => one !== 'default' && one.toLowerCase() === tag);
  if (listed !== undefined) return { ...read, default: read[listed]! };
  report(
    `names the language ${quoted(others)}, which has no text here`,
    `add ${others}:, or write a text of its own`,
    ['default'],
  );
  return z.NEVER;
}
