import { chooseLanguage, languageOfText, matchLanguage } from '../../closures/messages/index.ts';
import type { Business, MessageTexts } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import { DEFAULT_LANGUAGE } from '../../closures/texts.ts';
import { type LoadedConfig, messagesIn } from '../../config/index.ts';
import type { Warning } from '../situation/warning.ts';
import { placed } from './placed.ts';

/** Languages that a message does not speak: how many businesses speak one, and what they read instead. */
type Foreign = Map<string, { businesses: number; reads: string }>;

const SHOWN = 5;

/**
 * How many businesses read a language that is not theirs, message by message, and which; before they are known, that it
 * is not known.
 * @param businesses by organization
 */
export function languageWarnings(
  loaded: LoadedConfig,
  businesses: ReadonlyMap<string, readonly Business[]>,
): Warning[] {
  const used = usedMessages(loaded);
  if ([...businesses.values()].every(({ length }) => length === 0)) return notKnown(loaded, used);
  return used.flatMap(([name, texts]) => {
    const foreign = foreignTo(loaded, name, texts, businesses);
    if (foreign.size === 0) return [];
    const all = [...foreign].sort(([, a], [, b]) => b.businesses - a.businesses);
    const told = all.slice(0, SHOWN).map(([tag, { businesses: count, reads }]) => {
      const whose = count === 1 ? '1 shop speaks' : `${count.toLocaleString('en-US')} shops speak`;
      return `${whose} ${tag}, and would read ${reads}`;
    });
    const left = all.length - SHOWN;
    const more = left > 0 ? `; and ${left} more ${left === 1 ? 'language' : 'languages'}` : '';
    const remedy = `add ${all
      .slice(0, SHOWN)
      .map(([tag]) => `${tag}:`)
      .join(', ')}`;
    return [warning(loaded, name, `has no text in every language: ${told.join('; ')}${more}; ${remedy}`)];
  });
}

/** Messages that enabled rules show, with their texts. The built-in texts stand behind a `closed` without `default`. */
function usedMessages({ config }: LoadedConfig): [name: string, texts: MessageTexts][] {
  const rules = config.rules.filter(({ enabled }) => enabled);
  const used = new Set(rules.flatMap(messagesIn));
  return Object.entries(config.messages).flatMap(([name, definition]): [string, MessageTexts][] => {
    if (!used.has(name) || !('texts' in definition)) return [];
    return name === 'closed' && definition.texts.default === undefined ? [] : [[name, definition.texts]];
  });
}

function notKnown(loaded: LoadedConfig, used: readonly [name: string, texts: MessageTexts][]): Warning[] {
  const [first] = used;
  if (first === undefined) return [];
  const message = 'which languages the scope speaks is not known yet; `apply` will check it';
  return [warning(loaded, first[0], message)];
}

function foreignTo(
  { config }: LoadedConfig,
  name: string,
  texts: MessageTexts,
  businesses: ReadonlyMap<string, readonly Business[]>,
): Foreign {
  const scopes = config.rules.flatMap((rule) =>
    rule.enabled && messagesIn(rule).includes(name) ? [rule.scope] : [],
  );
  const foreign: Foreign = new Map();
  for (const { id, language: organizationLanguage } of config.organizations) {
    const written = { organizationLanguage, defaultLanguage: config.defaultLanguage ?? DEFAULT_LANGUAGE };
    const readings = new Map<string, string | null>();
    for (const business of businesses.get(id) ?? []) {
      const spoken = business.language ?? organizationLanguage;
      if (spoken === null) continue;
      if (!readings.has(spoken)) readings.set(spoken, readInstead(texts, spoken, written));
      const reads = readings.get(spoken);
      if (reads == null || !scopes.some((scope) => !scope || matchesScope(scope, business, id))) continue;
      const known = foreign.get(spoken) ?? { businesses: 0, reads };
      foreign.set(spoken, { ...known, businesses: known.businesses + 1 });
    }
  }
  return foreign;
}

/** The language of the text that whoever speaks `spoken` gets; null where it is that one. */
function readInstead(
  texts: MessageTexts,
  spoken: string,
  written: { organizationLanguage: string | null; defaultLanguage: string },
): string | null {
  const tag = chooseLanguage(Object.keys(texts), spoken, written.organizationLanguage);
  if (tag === null) return null;
  const reads = languageOfText(texts, tag, written);
  const base = (one: string) => one.split(/[-_]/)[0]!;
  return matchLanguage([base(reads)], base(spoken)) === null ? reads : null;
}

function warning(loaded: LoadedConfig, name: string, message: string): Warning {
  return { code: 'language', message: placed(loaded, ['messages', name], message) };
}
