import { remembering } from '../../remembering.ts';
import type { VariableValues } from './variables.ts';

const PLACEHOLDER = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

export interface Placeholders {
  /** Names in order of first appearance, each once; known or not. */
  names: readonly string[];
  /** True where a `{{` or `}}` stands alone, or what is between them is no name. */
  malformed: boolean;
  /** What stands between them: a text, a name, a text, … */
  parts: readonly string[];
}

/** Of the few templates that there are, each is asked for once for every text. */
const MOST_KNOWN = 500;

/** Lists what a text wants filled in. */
export const findPlaceholders = remembering(MOST_KNOWN, lookForPlaceholders);

function lookForPlaceholders(text: string): Placeholders {
  const names = [...text.matchAll(PLACEHOLDER)].map((match) => match[1]!);
  // Something must stand in for each match: `{` + `{{a}}` + `{` would otherwise close up to a `{{` nobody wrote.
  const rest = text.replace(PLACEHOLDER, '\0');
  const malformed = rest.includes('{{') || rest.includes('}}');
  return { names: [...new Set(names)], malformed, parts: text.split(PLACEHOLDER) };
}

export type Rendered = { text: string } | { missing: string[] };

/**
 * Fills the placeholders of a text in a single pass: values are never expanded again. Gives the names that could not
 * be filled instead of a text with holes (a malformed `{{` counts as one, under the name `{{`).
 */
export function renderText(template: string, values: VariableValues): Rendered {
  const { names, malformed, parts } = findPlaceholders(template);
  const missing = names.filter((name) => filling(values, name) === null);
  if (malformed && template.replace(PLACEHOLDER, '\0').includes('{{')) missing.push('{{');
  if (missing.length > 0) return { missing };

  let text = parts[0] as string;
  for (let name = 1; name < parts.length; name += 2) {
    const value = filling(values, parts[name] as string)!;
    const rest = parts[name + 1] as string;
    // "… 2026 г." or "… 9:00 π.μ." before the full stop of the sentence: one stop is enough.
    const isOneStop = value.endsWith('.') && rest.startsWith('.') && !rest.startsWith('..');
    text += (isOneStop ? value.slice(0, -1) : value) + rest;
  }
  // A value may itself hold `{{`; Partoo must not take it for a placeholder of its own.
  return { text: text.includes('{{') ? text.replace(/\{(?=\{)/g, '{ ') : text };
}

function filling(values: VariableValues, name: string): string | null {
  if (!Object.hasOwn(values, name)) return null;
  const value = (values as Readonly<Record<string, string | null | undefined>>)[name];
  return value === undefined || value === null || value.trim() === '' ? null : value;
}
