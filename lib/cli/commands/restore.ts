import { Command, Option } from 'commander';
import { exitOfPutBack, putBackDocument } from '../../operations/documents/passes.ts';
import { act } from '../context.ts';
import { printPutBack } from '../put-back.ts';

export function restoreCommand(): Command {
  const command = new Command('restore')
    .summary('put back what a field had before somebody changed it')
    .description(
      'Puts back what a field had before a closure, where it was kept because somebody had changed it meanwhile.',
    )
    .argument('<business>', 'an id or a store code')
    .addOption(
      new Option('--field <field>', 'only this field, such as offline_message (default: all that were kept)'),
    );
  return act<{ field?: string }>(
    command,
    async ({ out, withDeps, organization }, { field = null }, [business]) => {
      const report = await withDeps(async (deps) => {
        const { restore } = await import('../../operations/index.ts');
        return restore(deps, business!, { field, organization });
      });
      if (out.json) await out.document(putBackDocument(report));
      else
        printPutBack(
          out,
          report,
          'Nothing is kept any more: what was there before is back, or comes back when the closure is over.',
        );
      return exitOfPutBack(report);
    },
  );
}
