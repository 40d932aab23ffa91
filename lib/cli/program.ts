import { Command, Option } from 'commander';
import { VERSION } from '../partoo/version.ts';
import { addGlobalOptions } from './context.ts';

type Loaded = () => Promise<Command>;

/**
 * By what somebody wants to do; `--help` lists the commands under these words, in this order. A command is read when it is
 * asked for: together they import most of the product.
 */
const GROUPS: readonly [string, Readonly<Record<string, Loaded>>][] = [
  [
    'Set up:',
    {
      init: async () => (await import('./commands/init.ts')).initCommand(),
      check: async () => (await import('./commands/check.ts')).checkCommand(),
      doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
      plan: async () => (await import('./commands/plan.ts')).planCommand(),
      apply: async () => (await import('./commands/apply.ts')).applyCommand(),
    },
  ],
  [
    'Keep shops in their wanted state:',
    {
      run: async () => (await import('./commands/run.ts')).runCommand(),
      watch: async () => (await import('./commands/watch.ts')).watchCommand(),
      pause: async () => (await import('./commands/pause.ts')).pauseCommand(),
      resume: async () => (await import('./commands/pause.ts')).resumeCommand(),
      release: async () => (await import('./commands/release.ts')).releaseCommand(),
      backup: async () => (await import('./commands/backup.ts')).backupCommand(),
    },
  ],
  [
    'Close and open by hand:',
    {
      close: async () => (await import('./commands/close.ts')).closeCommand(),
      hold: async () => (await import('./commands/hold.ts')).holdCommand(),
      closures: async () => (await import('./commands/closures.ts')).closuresCommand(),
      extend: async () => (await import('./commands/extend.ts')).extendCommand(),
      reopen: async () => (await import('./commands/reopen.ts')).reopenCommand(),
      approve: async () => (await import('./commands/approve.ts')).approveCommand(),
      decline: async () => (await import('./commands/approve.ts')).declineCommand(),
      restore: async () => (await import('./commands/restore.ts')).restoreCommand(),
    },
  ],
  [
    'Look:',
    {
      status: async () => (await import('./commands/status.ts')).statusCommand(),
      history: async () => (await import('./commands/history.ts')).historyCommand(),
      explain: async () => (await import('./commands/explain.ts')).explainCommand(),
      calendar: async () => (await import('./commands/calendar.ts')).calendarCommand(),
      holidays: async () => (await import('./commands/holidays.ts')).holidaysCommand(),
      feeds: async () => (await import('./commands/feeds.ts')).feedsCommand(),
      templates: async () => (await import('./commands/templates.ts')).templatesCommand(),
    },
  ],
  [
    'Let other systems in, and tell people:',
    {
      token: async () => (await import('./commands/token.ts')).tokenCommand(),
      webhooks: async () => (await import('./commands/webhooks.ts')).webhooksCommand(),
      notify: async () => (await import('./commands/notify.ts')).notifyCommand(),
    },
  ],
  [
    'Try it out:',
    {
      simulate: async () => (await import('./commands/simulate.ts')).simulateCommand(),
      sandbox: async () => (await import('./commands/sandbox.ts')).sandboxCommand(),
      completion: async () => (await import('./commands/completion.ts')).completionCommand(),
    },
  ],
];

const AFTER_HELP = `
Exit codes: 0 done · 1 something failed, was deferred or is late, and will be tried again ·
2 the configuration or the call is wrong, nothing was changed · 3 every key was refused ·
4 there is something to do (only with plan --detailed-exitcode)`;

/**
 * The command line, as far as some words need it: the command alone with which they begin, or none for the version, and
 * otherwise all of them, which help, a wrong word, and completion have to know.
 * @param argv without node and script. Default: none, so all.
 */
export async function createProgram(argv: readonly string[] = []): Promise<Command> {
  const program = new Command('partoo-closures')
    .description(
      'Switches Partoo messaging off and on around closures, and puts back exactly what was there.',
    )
    .version(VERSION, VERSION_FLAGS.join(', '), 'the version')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', AFTER_HELP)
    // Each command has the global options itself: `--text --json` must not be read as an option of the program.
    .enablePositionalOptions();
  program.addHelpCommand(
    new Command('help').argument('[command]').description('help for a command').helpGroup('Try it out:'),
  );
  const isNeeded = neededBy(argv[0]);
  for (const [heading, commands] of GROUPS) {
    program.commandsGroup(heading);
    for (const [name, load] of Object.entries(commands)) if (isNeeded(name)) program.addCommand(await load());
  }
  harden(program);
  return program;
}

const NAMES = new Set(GROUPS.flatMap(([, commands]) => Object.keys(commands)));
/** Speaks of all the others. */
const OF_ALL = 'completion';
const VERSION_FLAGS = ['-V', '--version'];

function neededBy(first: string | undefined): (name: string) => boolean {
  if (first === undefined || first === OF_ALL) return () => true;
  if (VERSION_FLAGS.includes(first)) return () => false;
  return NAMES.has(first) ? (name) => name === first : () => true;
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
