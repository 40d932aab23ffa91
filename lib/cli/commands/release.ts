import { Command } from 'commander';
import { act } from '../context.ts';
import { exitOfPutBack, printPutBack, putBackDocument } from '../put-back.ts';
import { type SelectorOptions, scopeOf, withSelectors } from '../selectors.ts';

export function releaseCommand(): Command {
  const command = withSelectors(
    new Command('release')
      .summary('put every baseline back and let go of the businesses')
      .description(
        'Puts every baseline back and forgets it. Closures in force do not touch these businesses again; one that ' +
          'starts later does, so `pause` first where partoo-closures is to leave them for good.',
      ),
    'every business',
  );
  return act<SelectorOptions>(command, async ({ out, withDeps, organization }, options) => {
    const report = await withDeps(async (deps) => {
      const { release } = await import('../../operations/index.ts');
      return release(deps, { scope: scopeOf(options), all: options.all === true, organization });
    });
    if (out.json) out.document(putBackDocument(report));
    else printPutBack(out, report, 'Every baseline is back. To stop for good: partoo-closures pause');
    return exitOfPutBack(report);
  });
}
