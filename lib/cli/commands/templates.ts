import { Command } from 'commander';
import { count } from '../../operations/words.ts';
import type { MessageTemplate } from '../../partoo/index.ts';
import { configInUse } from '../config-in-use.ts';
import { act } from '../context.ts';
import { failureOf } from '../failure.ts';
import type { Output } from '../output.ts';
import { printTable } from '../table.ts';
import { templatesSetCommand } from './templates-set.ts';

type Listed = MessageTemplate & { organization: string };

export function templatesCommand(): Command {
  const command = new Command('templates')
    .summary("Partoo's message templates; `templates set` changes one")
    .description("Lists Partoo's message templates with their texts.");
  act(command, async (context) => {
    const { out, configPath, organization } = context;
    const templates: Listed[] = [];
    const errors: { organization: string; error: unknown }[] = [];
    const asked = await context.withDeps(async (deps) => {
      const { selectOrganizations } = await import('../../reconcile/pass/session.ts');
      const organizations = selectOrganizations(await configInUse(configPath, deps.store), organization);
      for (const one of organizations) {
        try {
          const { client } = await deps.openAccount(one);
          const listed = await client.templates.list();
          templates.push(...listed.map((template) => ({ organization: one.id, ...template })));
        } catch (error) {
          errors.push({ organization: one.id, error });
        }
      }
      return organizations.length;
    });
    if (errors.length === asked && errors.length > 0) throw errors[0]!.error;
    for (const { organization: id, error } of errors) out.note(`${id}: ${failureOf(error).message}`);
    if (out.json) await out.document({ templates });
    else print(out, templates);
    return errors.length === 0 ? 0 : 1;
  });
  return command.addCommand(templatesSetCommand());
}

function print(out: Output, templates: readonly Listed[]): void {
  const several = new Set(templates.map(({ organization }) => organization)).size > 1;
  if (templates.length > 0)
    printTable(
      out,
      [
        ...(several ? [{ header: 'organization' }] : []),
        { header: 'title', gives: true },
        { header: 'id' },
        { header: 'text', gives: true },
      ],
      templates.map(({ organization, id, title, icon, text }) => [
        ...(several ? [organization] : []),
        icon ? `${icon} ${title}` : title,
        id,
        text ?? '(cannot be read)',
      ]),
    );
  out.line(count(templates.length, 'template'));
  out.line(out.paint('dim', 'Change one: partoo-closures templates set TITLE --content "…"'));
}
