import { Command } from 'commander';
import type { SecretRef } from '../../config/model.ts';
import { act } from '../context.ts';

export function notifyCommand(): Command {
  const command = new Command('notify').summary('those who are told when something needs a look');
  return command.addCommand(testCommand());
}

function testCommand(): Command {
  const command = new Command('test')
    .summary('sends a test to everybody in `notify`')
    .description('Sends one test to everybody who stands under `notify` in closures.yml, applied or not.');
  return act(command, async ({ out, clock, configPath, resolveSecret }) => {
    const [{ loadConfig }, { testReceivers }] = await Promise.all([
      import('../../config/load.ts'),
      import('../../operations/notify/test-receivers.ts'),
    ]);
    const { config } = await loadConfig(configPath);
    const zoneOf = () => 'UTC';
    const sending = { clock, fetch, zoneOf, resolveSecret: (ref: SecretRef) => resolveSecret(ref, true) };
    const tried = await testReceivers(sending, config);
    if (out.json) await out.document({ receivers: tried });
    if (tried.length === 0) out.line('Nobody stands under `notify`.');
    for (const { way, error } of tried)
      out.line(
        error === null
          ? `${out.paint('green', 'taken')}   ${way}`
          : `${out.paint('red', 'not taken')}  ${way}: ${error}`,
      );
    return tried.some(({ error }) => error !== null) ? 1 : 0;
  });
}
