import { Command, Option } from 'commander';
import type { Bound } from '../../closures/model.ts';
import { act } from '../context.ts';
import { printExplanation } from '../explain-lines.ts';
import { parseBound } from '../moments.ts';

export function explainCommand(): Command {
  const command = new Command('explain')
    .summary('which closures win and lose for a shop, and the text that people read')
    .description(
      'Explains which closures win and lose for a shop, now or at another time, field by field, and shows the ' +
        'text that people read.',
    )
    .argument('<business>', 'an id or a store code')
    .addOption(
      new Option('--at <moment>', "then instead of now; without offset, in the shop's own time").argParser(
        parseBound,
      ),
    );
  return act<{ at?: Bound }>(command, async ({ out, withDeps, organization }, { at = null }, [business]) => {
    const report = await withDeps(async (deps) => {
      const { explain } = await import('../../operations/index.ts');
      return explain(deps, business!, { at, organization });
    });
    if (out.json) await out.document(report);
    else printExplanation(out, report);
    return 0;
  });
}
