import { Command, Option } from 'commander';
import type { Bound } from '../../closures/model.ts';
import { act } from '../context.ts';
import { parseBound } from '../moments.ts';
import { count } from '../words.ts';

export function extendCommand(): Command {
  const command = new Command('extend')
    .summary('move the end of an ad-hoc closure or a hold')
    .description('Moves the end of an ad-hoc closure or a hold, to an earlier or a later moment.')
    .argument('<id>', 'as `close` or `hold` printed it, or as `status` shows it')
    .addOption(
      new Option(
        '--until <moment>',
        "new end; a date or a time without offset is each business' own local one",
      )
        .argParser(parseBound)
        .makeOptionMandatory(),
    );
  return act<{ until: Bound }>(command, async ({ out, withDeps }, { until }, [id]) => {
    const answer = await withDeps(async (deps) => {
      const { changeClosure } = await import('../../operations/index.ts');
      return changeClosure(deps, id!, { until });
    });
    if (out.json) out.document(answer);
    out.line(`${answer.id} now ends ${until} for ${count(answer.businesses, 'business')}.`);
    out.line(out.paint('dim', 'It is brought about by `watch`, or at once by `run`.'));
    return 0;
  });
}
