const comparables = new Map<string, string>();

/** A tag as it is compared: `fr_FR` and `fr-FR` are one language, and so are the two codes of Norwegian (Bokmål). */
function comparable(tag: string): string {
  let found = comparables.get(tag);
  if (found === undefined) {
    found = tag
      .replaceAll('_', '-')
      .toLowerCase()
      .replace(/^nb(?=-|$)/, 'no');
    comparables.set(tag, found);
  }
  return found;
}

/** A tag, then what it falls back to: `zh-Hant-TW`, `zh-Hant`, `zh` (RFC 4647, lookup). */
function languageChain(tag: string | null): string[] {
  if (tag === null || tag === '') return [];
  const parts = comparable(tag).split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** The first of `available`, as spelt there, that a language or one of its bases names; null where none does. */
export function matchLanguage(available: readonly string[], tag: string | null): string | null {
  for (const wanted of languageChain(tag)) {
    const found = available.find((candidate) => candidate !== '' && comparable(candidate) === wanted);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Which of a message's languages a business gets: its own, the base of its own, the organization's (or the base of
 * that), `default`, the first listed. Null only where `available` is empty.
 */
export function chooseLanguage(
  available: readonly string[],
  businessLanguage: string | null,
  organizationLanguage: string | null,
): string | null {
  return (
    matchLanguage(available, businessLanguage) ??
    matchLanguage(available, organizationLanguage) ??
    available.find((candidate) => candidate === 'default') ??
    available[0] ??
    null
  );
}
