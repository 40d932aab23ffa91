import type { Link } from '../chains.ts';
import type { Name } from '../model.ts';
import { chooseLanguage, languagesOf, matchLanguage } from './language.ts';

/** What a closure can be called by. */
export interface Named {
  /** The occurrence's name by language tag; `''` holds one that stands for every other language. */
  names: Readonly<Record<string, string>>;
  /** The rule's `name`. */
  ruleName: Name | null;
}

/** The languages of whoever reads a name. */
interface Readers {
  /** That of the text that the name goes into. Null: not known. */
  language: string | null;
  organizationLanguage: string | null;
}

/**
 * The occurrence's name in a language or its base, or its one name for all others; else the rule's name; else the
 * occurrence's first. Null where it has none: keys and ids are for those who operate, not for consumers.
 */
export function closureName({ names, ruleName }: Named, readers: Readers): string | null {
  const tag = matchLanguage(languagesOf(names), readers.language);
  const own = (tag === null ? undefined : names[tag]) || names[''];
  return own || nameIn(ruleName, readers) || Object.values(names)[0] || null;
}

/** A name in the language that is read, chosen as a message's is. */
export function nameIn(name: Name | null, { language, organizationLanguage }: Readers): string | null {
  if (name === null || typeof name === 'string') return name;
  const tag = chooseLanguage(languagesOf(name), language, organizationLanguage);
  return tag === null ? null : name[tag]!;
}

/** The occurrence that a chain is called after: the longest by the clock on the wall, of equals the first. */
export function namesake(links: readonly Link[]): Link | undefined {
  return links.reduce<Link | undefined>(
    (longest, link) =>
      longest === undefined || link.wallMilliseconds > longest.wallMilliseconds ? link : longest,
    undefined,
  );
}
