import { Command, Option } from 'commander';
import { plain } from '../../operations/plain.ts';
import type { MessageTemplate, TemplateUpdate } from '../../partoo/index.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { configInUse } from '../config-in-use.ts';
import { act } from '../context.ts';
import { refuseUnknownPlaceholders } from '../template-placeholders.ts';

interface SetOptions {
  content?: string;
  title?: string;
  icon?: string;
}

export function templatesSetCommand(): Command {
  const command = new Command('set')
    .summary("change one of Partoo's message templates")
    .description("Changes one of Partoo's message templates; what is not given stays as it is.")
    .argument('<template>', 'its title or id')
    .addOption(new Option('--content <text>', 'the new text'))
    .addOption(new Option('--title <title>', 'the new title'))
    .addOption(new Option('--icon <emoji>', 'the new icon'));
  return act<SetOptions>(command, async (context, options, [wanted]) => {
    const { out, configPath } = context;
    refuseEmpty(options);
    if (options.content !== undefined) refuseUnknownPlaceholders(options.content);
    const changed = await context.withDeps(async (deps) => {
      const { selectOrganizations } = await import('../../reconcile/pass/session.ts');
      const organizations = selectOrganizations(
        await configInUse(configPath, deps.store),
        context.organization,
      );
      if (organizations.length > 1)
        throw new UsageError(
          'several-organizations',
          'Templates belong to one organization, and there are several.',
          `Name one with --organization: ${organizations.map(({ id }) => id).join(', ')}.`,
        );
      const { client } = await deps.openAccount(organizations[0]!);
      const template = await find(await client.templates.list(), wanted!);
      return client.templates.update(template.id, updateOf(template, options));
    });
    if (out.json) await out.document({ template: changed });
    out.line(`${out.paint('bold', plain(changed.title))} (${changed.id}) now says:`);
    out.line(`  ${plain(changed.text ?? '')}`);
    out.line(
      out.paint(
        'dim',
        'Messages of closures.yml that refer to it take it up with the next `apply`, or within a day.',
      ),
    );
    return 0;
  });
}

/**
 * The template as it is to be, whole: Partoo does not say what becomes of members that an update leaves out. Content
 * that is not to change goes back as it came, unless it came in the malformed shape, which Partoo may refuse.
 */
function updateOf(template: MessageTemplate, { content, title, icon }: SetOptions): TemplateUpdate {
  const newIcon = icon ?? template.icon;
  const rest = { title: title ?? template.title, ...(newIcon == null ? {} : { icon: newIcon }) };
  if (content !== undefined) return { ...rest, text: content };
  if (isJson(template.content)) return { ...rest, content: template.content };
  if (template.text !== null) return { ...rest, text: template.text };
  throw new UsageError(
    'unreadable-template',
    `The text of "${template.title}" cannot be read, so it cannot be sent back with the change.`,
    'Give the text as well, with --content.',
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refuseEmpty({ content, title, icon }: SetOptions): void {
  if (content === undefined && title === undefined && icon === undefined)
    throw new UsageError(
      'nothing-to-set',
      'Nothing says what is to be changed.',
      'Give --content, --title or --icon.',
    );
  if (content?.trim() === '' || title?.trim() === '')
    throw new UsageError('empty-text', 'A template needs a title and a text.', 'Write one.');
}

async function find(templates: readonly MessageTemplate[], wanted: string): Promise<MessageTemplate> {
  const found = templates.filter(({ id, title }) => id === wanted || title === wanted);
  const [only, second] = found;
  if (only && !second) return only;
  if (only)
    throw new UsageError(
      'ambiguous-template',
      `${found.length} templates are called "${wanted}".`,
      `Name one by its id: ${found.map(({ id }) => id).join(', ')}.`,
    );
  const { suggest } = await import('../../reading/suggest.ts');
  const titles = templates.map(({ title }) => title);
  const meant = suggest(wanted, titles);
  throw new UsageError(
    'unknown-template',
    `There is no template "${wanted}".`,
    meant ? `Did you mean "${meant}"?` : `Take one of: ${titles.join(', ')}.`,
  );
}
