import { findPlaceholders, VARIABLES } from '../closures/messages/index.ts';
import { suggest } from '../reading/suggest.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { TEMPLATE_PLACEHOLDERS } from '../template-content.ts';

/**
 * Refuses a template's text with a placeholder that Partoo does not fill: consumers would read it as it stands.
 * @throws UsageError
 */
export function refuseUnknownPlaceholders(text: string): void {
  const known: readonly string[] = TEMPLATE_PLACEHOLDERS;
  for (const [, inside = ''] of text.matchAll(/\{\{(.*?)\}\}/gs)) {
    if (known.includes(inside)) continue;
    const isOurs = (VARIABLES as readonly string[]).includes(inside.trim());
    const meant = suggest(inside, known);
    const list = `Partoo knows: ${known.join(', ')}.`;
    throw new UsageError(
      'unknown-placeholder',
      `Partoo does not fill {{${inside}}}.`,
      isOurs && !known.includes(inside.trim())
        ? `It is one of closures.yml: write the text there, under \`messages\`. ${list}`
        : meant
          ? `Did you mean {{${meant}}}? ${list}`
          : list,
    );
  }
  if (findPlaceholders(text).malformed)
    throw new UsageError(
      'unknown-placeholder',
      'The text has {{ or }} that is no placeholder.',
      'Write {{name}}, such as {{client_first_name}}, or single braces.',
    );
}
