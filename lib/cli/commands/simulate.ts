import { Command, InvalidArgumentError, Option } from 'commander';
import type { Bound } from '../../closures/model.ts';
import { act } from '../context.ts';
import { parseBound } from '../moments.ts';

interface Options {
  from?: Bound;
  to?: Bound;
  demo?: boolean;
  seed: number;
  inject?: string;
}

export function simulateCommand(): Command {
  const command = new Command('simulate')
    .summary('the whole system on a virtual clock against a local Partoo')
    .description(
      'Plays days in seconds: the real client, store and core against a local Partoo; only time is virtual. ' +
        'Needs no key, and touches no account and no store of yours.',
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
      new Option('--seed <n>', 'decides everything that chance decides').argParser(parseSeed).default(1),
    )
    .addOption(new Option('--inject <fault>', 'a fault that has to be noticed, such as lost-restore'));
  return act<Options>(command, async ({ out, clock, configPath }, options) => {
    const { simulateCommand: simulate } = await import('../../simulation/index.ts');
    const exitCode = await simulate({
      config: configPath,
      from: options.from ?? null,
      to: options.to ?? null,
      demo: options.demo === true,
      seed: options.seed,
      inject: options.inject ?? null,
      now: clock.now(),
      out,
    });
    return exitCode === 0 ? 0 : 1;
  });
}

function parseSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number.');
}
