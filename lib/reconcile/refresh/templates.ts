import { sameText } from '../../closures/same.ts';
import type { Config } from '../../config/model.ts';
import { isRefusedKey, type PartooClient } from '../../partoo/index.ts';
import { errorOf } from '../pass/report.ts';
import type { Warning } from '../situation/warning.ts';
import type { OwnTemplates } from './own-templates.ts';

interface Known {
  /** Templates as they are without us. */
  own: OwnTemplates;
  /** The texts of the last time, by title. */
  known: Readonly<Record<string, string>>;
}

/**
 * The texts of the Partoo templates that messages refer to by title, and a word of those that rules want to swap and that
 * there are not. None is asked for where nobody needs one; where they cannot be read, nothing else waits for them.
 */
export async function readTemplates(
  client: PartooClient,
  config: Config,
  { own, known }: Known,
  warnings: Warning[],
): Promise<Record<string, string>> {
  const titles = Object.values(config.messages).flatMap((one) => ('template' in one ? [one.template] : []));
  const swapped = swappedTitles(config);
  if (titles.length + swapped.size === 0) return {};
  const templates = await listed(client, own, warnings);
  if (templates === null) return { ...known };
  const texts: Record<string, string> = {};
  for (const title of titles) {
    const template = templates.find((one) => one.title === title);
    if (template?.text != null) texts[title] = template.text;
    else warnings.push(unknown(title, 'the built-in text stands in for it'));
  }
  for (const title of swapped) {
    const count = templates.filter((one) => sameText(one.title, title)).length;
    if (count === 0) warnings.push(unknown(title, 'it cannot be swapped'));
    else if (count > 1)
      warnings.push({
        code: 'several-templates',
        message: `${count} Partoo message templates are called "${title}"; none of them is swapped.`,
      });
  }
  return texts;
}

function swappedTitles({ rules }: Config): ReadonlySet<string> {
  const effects = rules.flatMap(({ enabled, effect }) => (enabled && effect.kind === 'set' ? [effect] : []));
  return new Set(effects.flatMap(({ templates = {} }) => Object.keys(templates)));
}

/** null where they cannot be read. */
async function listed(client: PartooClient, own: OwnTemplates, warnings: Warning[]) {
  try {
    return (await client.templates.list()).map(({ id, title, text }) => {
      const without = own.get(id);
      return without ? { title: without.title, text: without.content } : { title, text };
    });
  } catch (error) {
    if (isRefusedKey(error)) throw error;
    const message = `Partoo's message templates cannot be read: ${errorOf(error).message}`;
    warnings.push({ code: 'unknown-template', message });
    return null;
  }
}

function unknown(title: string, then: string): Warning {
  return { code: 'unknown-template', message: `No Partoo message template is called "${title}"; ${then}.` };
}
