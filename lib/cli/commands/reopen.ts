import { Command } from 'commander';
import { count } from '../../operations/words.ts';
import { act } from '../context.ts';

export function reopenCommand(): Command {
  const command = new Command('reopen')
    .summary('end an ad-hoc closure or a hold now')
    .description('Ends an ad-hoc closure or a hold now. What the rules want of its shops then counts again.')
    .argument('<id>', 'as `close` or `hold` printed it, or as `status` shows it');
  return act(command, async ({ out, organization, withDeps }, _options, [id]) => {
    const answer = await withDeps(async (deps) => {
      const { endClosure } = await import('../../operations/index.ts');
      return endClosure(deps, id!, { organization });
    });
    if (out.json) await out.document(answer);
    out.line(`${answer.id} has ended for ${count(answer.businesses, 'shop')}.`);
    out.line(out.paint('dim', 'It is brought about by `watch`, or at once by `run`.'));
    return 0;
  });
}
