import { Command } from 'commander';
import { StoreError } from '../../store/errors.ts';
import { act } from '../context.ts';

export function backupCommand(): Command {
  const command = new Command('backup')
    .summary('copy the store while it is in use')
    .description('Copies the store into a new file, as it is at this instant; `watch` may go on meanwhile.')
    .argument('<file>', 'the copy; it must not be there yet');
  return act(command, async ({ out, storeAddress }, _options, [file]) => {
    const path = /^sqlite:(.+)$/.exec(storeAddress)?.[1];
    if (path === undefined)
      throw new StoreError(
        'unknown-store',
        storeAddress,
        'AWS keeps copies of a table itself.',
        'See docs/deploy.md: point-in-time recovery.',
      );
    const { backUp } = await import('../../store/backup.ts');
    backUp(path, file as string);
    if (out.json) await out.document({ backup: file });
    out.line(
      `Copied to ${file}. To go on from it: stop what uses the store, and name the copy with --store sqlite:${file}.`,
    );
    return 0;
  });
}
