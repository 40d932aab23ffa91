import { Command } from 'commander';
import { exitOfPutBack, putBackDocument } from '../../operations/documents/passes.ts';
import { act } from '../context.ts';
import { printPutBack } from '../put-back.ts';
import { confirmReach, yesOption } from '../reach.ts';
import { type SelectorOptions, scopeOf, withSelectors } from '../selectors.ts';

const ALL_DONE = 'Every shop has its own settings again. To stop for good: partoo-closures pause';
const SOME_DONE = 'They have their own settings again, until the next closure begins.';
const STAGED_DONE =
  'They have their own settings again, until the next closure begins; of staged ones, until one that begins more than a week from now.';

export function releaseCommand(): Command {
  const command = withSelectors(
    new Command('release')
      .summary('put back what shops had before, and let go of them')
      .description(
        'Puts back what shops had before, and lets go of them. Closures in force do not touch them again; one that ' +
          'starts later does, so `pause` first where partoo-closures is to leave them for good.',
      ),
    'every shop',
  ).addOption(yesOption());
  return act<SelectorOptions & { yes?: boolean }>(command, async (context, options) => {
    const { out, withDeps, organization } = context;
    const report = await withDeps(async (deps) => {
      const { release } = await import('../../operations/index.ts');
      const selected = { scope: scopeOf(options), all: options.all === true, organization };
      return release(deps, selected, confirmReach(context, 'Puts back', options.yes === true));
    });
    if (out.json) await out.document(putBackDocument(report));
    else
      printPutBack(
        out,
        report,
        options.all === true ? ALL_DONE : report.letGoOfStaged ? STAGED_DONE : SOME_DONE,
      );
    return exitOfPutBack(report);
  });
}
