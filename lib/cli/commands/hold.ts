import { Command } from 'commander';
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

export function holdCommand(): Command {
  const command = withSelectors(
    new Command('hold')
      .summary('keep shops open whatever the rules say; prints an id')
      .description('Keeps shops open whatever rules and closures say, and prints an id that `reopen` ends.'),
    'every shop',
  )
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(forOption())
    .addOption(reasonOption())
    .addOption(yesOption());
  return act<RequestOptions>(command, (context, options) =>
    request(context, options, { message: null, text: null, urgent: false, hold: true }),
  );
}
