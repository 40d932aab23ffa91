import { Command, InvalidArgumentError, Option } from 'commander';
import type { Bound } from '../../closures/model.ts';
import { act, type Context } from '../context.ts';
import { parseBound } from '../moments.ts';

interface Options {
  from?: Bound;
  to?: Bound;
  demo?: boolean;
  madeUp?: number;
  seed: number;
  inject?: string;
  open?: boolean;
}

export function simulateCommand(): Command {
  const command = new Command('simulate')
    .summary('days of your own shops in seconds, against a local Partoo')
    .description(
      'Plays days in seconds: the real client, store and core against a local Partoo; only time is virtual. ' +
        'Your own shops and settings are read from Partoo once, and nothing is written; without a key, or with ' +
        '--made-up, shops are made up.',
    )
    .addOption(
      new Option('--from <moment>', 'start, in the zone of the organization (default: today)').argParser(
        parseBound,
      ),
    )
    .addOption(new Option('--to <moment>', 'end (default: two weeks later)').argParser(parseBound))
    .addOption(
      new Option('--demo', 'a Christmas of a made-up company, with incidents, instead of closures.yml'),
    )
    .addOption(
      new Option('--made-up <n>', 'so many made-up shops instead of your own').argParser(parseNumber),
    )
    .addOption(
      new Option('--seed <n>', 'decides everything that chance decides').argParser(parseSeed).default(1),
    )
    .addOption(
      new Option('--open', 'with --demo: afterwards the console over its shops, until stopped').implies({
        demo: true,
      }),
    )
    .addOption(new Option('--inject <fault>', 'a fault that has to be noticed, such as lost-restore'));
  return act<Options>(command, async (context, options) => {
    const { out, clock, configPath } = context;
    const { simulateCommand: simulate } = await import('../../simulation/index.ts');
    const isMadeUp = options.demo === true || options.madeUp !== undefined;
    const own = isMadeUp ? null : await ownShops(context);
    if (!isMadeUp && own === null)
      out.note('There is no key here that `apiKey` refers to, so the shops are made up.');
    const exitCode = await simulate({
      config: configPath,
      from: options.from ?? null,
      to: options.to ?? null,
      demo: options.demo === true,
      own,
      ...(options.madeUp === undefined ? {} : { madeUp: options.madeUp }),
      seed: options.seed,
      inject: options.inject ?? null,
      now: clock.now(),
      out,
    });
    if (options.open === true && exitCode === 0) {
      const { openDemoConsole } = await import('../demo-console.ts');
      await openDemoConsole(out, options.seed);
    }
    return exitCode === 0 ? 0 : 1;
  });
}

/** null where there is no key. */
async function ownShops({ configPath, withDeps }: Context) {
  const [{ loadConfig }, { readOwnShops }] = await Promise.all([
    import('../../config/index.ts'),
    import('../../simulation/own-shops.ts'),
  ]);
  const { config } = await loadConfig(configPath);
  return withDeps((deps) => readOwnShops(deps, config));
}

function parseNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write how many shops, such as 200.');
}

function parseSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number.');
}
