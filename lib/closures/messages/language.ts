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

const listed = new WeakMap<object, readonly string[]>();
/** What was found among those, by the tag. */
const matched = new WeakMap<readonly string[], Map<string | null, string | null>>();

/** The tags of texts by language, which are never changed: a wave looks for the same few among them for every business. */
export function languagesOf(texts: Readonly<Record<string, unknown>>): readonly string[] {
  let tags = listed.get(texts);
  if (tags === undefined) {
    tags = Object.keys(texts);
    listed.set(texts, tags);
    matched.set(tags, new Map());
  }
  return tags;
}

/** The first of `available`, as spelt there, that a language or one of its bases names; null where none does. */
export function matchLanguage(available: readonly string[], tag: string | null): string | null {
  const known = matched.get(available);
  let found = known?.get(tag);
  if (found === undefined) {
    found = findLanguage(available, tag);
    known?.set(tag, found);
  }
  return found;
}

function findLanguage(available: readonly string[], tag: string | null): string | null {
  for (const wanted of languageChain(tag)) {
    const found = available.find((candidate) => candidate !== '' && comparable(candidate) === wanted);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Which of a message's languages a business gets. What it speaks (where that is not known: what its organization speaks)
 * or the base of that; else `default`; else what the organization speaks, or the base of that; else the first listed.
 * Null only where `available` is empty.
 */
export function chooseLanguage(
  available: readonly string[],
  businessLanguage: string | null,
  organizationLanguage: string | null,
): string | null {
  return (
    matchLanguage(available, businessLanguage || organizationLanguage) ??
    available.find((candidate) => candidate === 'default') ??
    matchLanguage(available, organizationLanguage) ??
    available[0] ??
    null
  );
}

/** What texts are written in that do not say so. */
export interface WrittenIn {
  /** Texts that are not by language at all: what the organization speaks. Null: not known. */
  organizationLanguage: string | null;
  /** Texts that stand as `default` beside languages, and the others where the organization's is not known. */
  defaultLanguage: string;
}

/**
 * The language of the text listed under a tag. A `default` that is the very text of a language is in that language: so
 * `default: en` is read.
 */
export function languageOfText(
  texts: Readonly<Record<string, string>>,
  tag: string,
  written: WrittenIn,
): string {
  if (tag !== 'default') return tag;
  const same = Object.keys(texts).find((other) => other !== tag && texts[other] === texts[tag]);
  if (same !== undefined) return same;
  const isAlone = Object.keys(texts).length === 1;
  return (isAlone ? written.organizationLanguage : null) ?? written.defaultLanguage;
}
