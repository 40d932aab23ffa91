import { Command, Option } from 'commander';
import { VERSION } from '../partoo/version.ts';
import { applyCommand } from './commands/apply.ts';
import { approveCommand, declineCommand } from './commands/approve.ts';
import { backupCommand } from './commands/backup.ts';
import { calendarCommand } from './commands/calendar.ts';
import { checkCommand } from './commands/check.ts';
import { closeCommand } from './commands/close.ts';
import { closuresCommand } from './commands/closures.ts';
import { completionCommand } from './commands/completion.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { extendCommand } from './commands/extend.ts';
import { feedsCommand } from './commands/feeds.ts';
import { historyCommand } from './commands/history.ts';
import { holdCommand } from './commands/hold.ts';
import { holidaysCommand } from './commands/holidays.ts';
import { initCommand } from './commands/init.ts';
import { notifyCommand } from './commands/notify.ts';
import { pauseCommand, resumeCommand } from './commands/pause.ts';
import { planCommand } from './commands/plan.ts';
import { releaseCommand } from './commands/release.ts';
import { reopenCommand } from './commands/reopen.ts';
import { restoreCommand } from './commands/restore.ts';
import { runCommand } from './commands/run.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { simulateCommand } from './commands/simulate.ts';
import { statusCommand } from './commands/status.ts';
import { templatesCommand } from './commands/templates.ts';
import { tokenCommand } from './commands/token.ts';
import { watchCommand } from './commands/watch.ts';
import { webhooksCommand } from './commands/webhooks.ts';
import { addGlobalOptions } from './context.ts';

/** By what somebody wants to do; `--help` lists the commands under these words, in this order. */
const GROUPS: readonly [string, (() => Command)[]][] = [
  ['Set up:', [initCommand, checkCommand, doctorCommand, planCommand, applyCommand]],
  [
    'Keep shops in their wanted state:',
    [runCommand, watchCommand, pauseCommand, resumeCommand, releaseCommand, backupCommand],
  ],
  [
    'Close and open by hand:',
    [
      closeCommand,
      holdCommand,
      closuresCommand,
      extendCommand,
      reopenCommand,
      approveCommand,
      declineCommand,
      restoreCommand,
    ],
  ],
  [
    'Look:',
    [
      statusCommand,
      historyCommand,
      explainCommand,
      calendarCommand,
      holidaysCommand,
      feedsCommand,
      templatesCommand,
    ],
  ],
  ['Let other systems in, and tell people:', [tokenCommand, webhooksCommand, notifyCommand]],
  ['Try it out:', [simulateCommand, sandboxCommand, completionCommand]],
];

const AFTER_HELP = `
Exit codes: 0 done · 1 something failed, was deferred or is late, and will be tried again ·
2 the configuration or the call is wrong, nothing was changed · 3 every key was refused ·
4 there is something to do (only with plan --detailed-exitcode)`;

/** The whole command line. Commands load what they need when they run, so that help comes at once. */
export function createProgram(): Command {
  const program = new Command('partoo-closures')
    .description(
      'Switches Partoo messaging off and on around closures, and puts back exactly what was there.',
    )
    .version(VERSION, '-V, --version', 'the version')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', AFTER_HELP)
    // Each command has the global options itself: `--text --json` must not be read as an option of the program.
    .enablePositionalOptions();
  program.addHelpCommand(
    new Command('help').argument('[command]').description('help for a command').helpGroup('Try it out:'),
  );
  for (const [heading, commands] of GROUPS) {
    program.commandsGroup(heading);
    for (const make of commands) program.addCommand(make());
  }
  harden(program);
  return program;
}

/** What holds for every command. Errors are thrown, and printed in one place only (main.ts), as text or as JSON. */
function harden(command: Command): void {
  // Last, so that help shows a command's own options first.
  addGlobalOptions(command);
  command.addHelpOption(new Option('-h, --help', 'this help').helpGroup('Everywhere:'));
  command.exitOverride();
  command.configureOutput({ outputError: () => {} });
  for (const child of command.commands) harden(child);
}
