import { Command, Option } from 'commander';
import { act } from '../context.ts';
import {
  forOption,
  fromOption,
  type RequestOptions,
  reasonOption,
  request,
  untilOption,
} from '../request.ts';
import { withSelectors } from '../selectors.ts';

interface CloseOptions extends RequestOptions {
  message?: string;
  text?: string;
  urgent?: boolean;
}

export function closeCommand(): Command {
  const command = withSelectors(
    new Command('close')
      .summary('close businesses by hand, now or later; prints an id')
      .description(
        'Closes businesses beside what the rules say, and prints an id for `extend` and `reopen`.',
      ),
    'every business',
  )
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(forOption())
    .addOption(new Option('--message <name>', 'a message of closures.yml (default: closed)'))
    .addOption(
      new Option('--text <text>', 'a text of its own; may hold {{reopens}} and the like').conflicts(
        'message',
      ),
    )
    .addOption(reasonOption())
    .addOption(new Option('--urgent', 'ahead of every other ad-hoc closure'));
  return act<CloseOptions>(command, (context, options) =>
    request(context, options, {
      message: options.message ?? null,
      text: options.text ?? null,
      urgent: options.urgent === true,
      hold: false,
    }),
  );
}
