import { Command, Option } from 'commander';
import type { Instant } from '../../clock.ts';
import { exitOf, runDocument } from '../../operations/documents/passes.ts';
import { notifiedBy } from '../../reconcile/pass/notified.ts';
import { PAUSED_CODE } from '../../reconcile/pass/paused.ts';
import { warnIfFileDiffers } from '../applied.ts';
import { act } from '../context.ts';
import { parseInstant } from '../moments.ts';
import { notifierOf } from '../notifier.ts';
import { dueIn, noteWarnings, printOrganization } from '../results.ts';

interface RunOptions {
  at?: Instant;
  dryRun?: boolean;
  writeAt?: boolean;
}

/** For another pass that is at work on the same organization. */
const WAIT_MILLISECONDS = 30_000;

export function runCommand(): Command {
  const command = new Command('run')
    .summary('one pass: bring every shop to its wanted state')
    .description(
      'Brings every shop to its wanted state, with the applied configuration, until all is done or stuck.',
    )
    .addOption(
      new Option('--at <instant>', 'decide as if it were then; needs an offset').argParser(parseInstant),
    )
    .addOption(new Option('-n, --dry-run', 'say what would be done, write nothing'))
    .addOption(new Option('--write-at', 'write although --at lies more than 5 minutes from now'));
  return act<RunOptions>(command, async (context, options) => {
    const { out, organization, clock } = context;
    const dryRun = options.dryRun === true;
    const report = await context.withDeps(async (deps) => {
      const { run } = await import('../../operations/run.ts');
      await warnIfFileDiffers(context, deps.store);
      const report = await run(deps, {
        organization,
        at: options.at ?? null,
        dryRun,
        writeAt: options.writeAt === true,
        waitMilliseconds: WAIT_MILLISECONDS,
      });
      if (!dryRun && (await notifiedBy(deps.store)).length > 0)
        await (await notifierOf(context, deps))?.flush();
      return report;
    });
    const exitCode = exitOf(report.organizations, report);
    if (out.json) await out.document(runDocument(report));
    for (const one of report.organizations) {
      noteWarnings(out, one.warnings);
      printOrganization(out, one, { dryRun });
    }
    const isPaused = report.organizations.some(({ warnings }) =>
      warnings.some(({ code }) => code === PAUSED_CODE),
    );
    const due = isPaused ? 'paused' : dueIn(report.organizations, clock.now());
    out.line(out.paint('dim', closing(exitCode, dryRun, due)));
    return exitCode;
  });
}

/** @param due when the next pass is; null: none is; `paused`: none would write */
function closing(exitCode: number, dryRun: boolean, due: string | null): string {
  if (exitCode === 3) return 'No key was accepted; `doctor` says which variable to look at.';
  if (exitCode === 2) return 'Nothing could be done with this configuration.';
  if (dryRun) return 'Nothing was written. Leave out --dry-run to do it.';
  if (due === 'paused') return 'Writing is paused: whatever is due waits for `resume`.';
  if (exitCode === 1) return 'What is left is tried again by the next `run`, or by `watch`.';
  if (due === 'paused')
    return 'Nothing is missed yet. Writing is paused: what comes next waits for `resume`.';
  return due === null
    ? 'All is as it should be.'
    : `All is as it should be. Next pass ${due}: leave \`watch\` running, or call \`run\` then.`;
}
