import { Command, Option } from 'commander';
import { act } from '../context.ts';
import { printListedClosures } from '../listed-closures.ts';

export function closuresCommand(): Command {
  const command = new Command('closures')
    .summary('what commands and events asked for: who, why, until when')
    .description(
      'Lists the ad-hoc closures and holds in force and to come, with who asked for them and why: what to look at ' +
        'before `extend` and `reopen`.',
    )
    .addOption(new Option('--ended', 'those too that have ended in the last 90 days'));
  return act<{ ended?: boolean }>(
    command,
    async ({ out, clock, withDeps, organization }, { ended = false }) => {
      const closures = await withDeps(async (deps) => {
        const { listClosures } = await import('../../operations/index.ts');
        return listClosures(deps, { organization, ended });
      });
      if (out.json) await out.document({ closures });
      else printListedClosures(out, closures, clock.now());
      return 0;
    },
  );
}
