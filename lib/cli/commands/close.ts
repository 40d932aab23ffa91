import { Command, Option } from 'commander';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { act } from '../context.ts';
import { yesOption } from '../reach.ts';
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
  language?: string;
  urgent?: boolean;
}

export function closeCommand(): Command {
  const command = withSelectors(
    new Command('close')
      .summary('close shops by hand, now or later; prints an id')
      .description('Closes shops beside what the rules say, and prints an id for `extend` and `reopen`.'),
    'every shop',
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
    .addOption(new Option('--language <tag>', "language of --text (default: the organization's)"))
    .addOption(reasonOption())
    .addOption(yesOption())
    .addOption(new Option('--urgent', 'ahead of every other ad-hoc closure'));
  return act<CloseOptions>(command, (context, options) => {
    const { message = null, text = null, language = null, urgent = false } = options;
    if (language !== null && text === null)
      throw new UsageError('language', '--language goes with --text.', 'Messages have their own languages.');
    return request(context, options, { message, text, language, urgent, hold: false });
  });
}
