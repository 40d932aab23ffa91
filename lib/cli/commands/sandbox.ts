import { Command, InvalidArgumentError, Option } from 'commander';
import { count } from '../../operations/words.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { act } from '../context.ts';
import { stopOnSignals } from '../stop-signal.ts';

interface SandboxOptions {
  port?: number;
  businesses: number;
  seed: number;
}

const KEY = 'sandbox-key';

export function sandboxCommand(): Command {
  const command = new Command('sandbox')
    .summary('a local Partoo to try things with')
    .description('Starts a local Partoo with made-up shops, until stopped by SIGINT or SIGTERM.')
    .addOption(new Option('--port <port>', 'default: any free one').argParser(whole(0, 65_535)))
    .addOption(new Option('--businesses <n>', 'how many').argParser(whole(1, 100_000)).default(50))
    .addOption(new Option('--seed <n>', 'another one makes other shops').argParser(whole(0, 1e9)).default(1));
  return act<SandboxOptions>(command, async ({ out, clock }, { port = 0, businesses, seed }) => {
    const stop = stopOnSignals();
    const { startSandbox } = await import('../../sandbox/index.ts');
    const sandbox = await startSandbox({ port, businesses, seed, apiKey: KEY, clock }).catch(
      (error: unknown) => {
        throw explained(error, port);
      },
    );
    const control = sandbox.url.replace(/\/v2$/, '/__sandbox/');
    if (out.json)
      await out.document({ url: sandbox.url, apiKey: KEY, port: sandbox.port, businesses, seed, control });
    out.line(
      `A local Partoo with ${count(businesses, 'shop')} at ${out.paint('bold', sandbox.url)}, key ${KEY}`,
    );
    out.line();
    out.line(`export PARTOO_BASE_URL=${sandbox.url}`);
    out.line(`export PARTOO_API_KEY=${KEY}`);
    out.line();
    out.line(
      out.paint('dim', 'In closures.yml: apiKey: env:PARTOO_API_KEY and baseUrl: env:PARTOO_BASE_URL'),
    );
    out.line(
      out.paint(
        'dim',
        `Faults, people and the request log: ${control}state, requests, faults, person/CODE/relaunch`,
      ),
    );
    out.line(out.paint('dim', 'Then, in another terminal: partoo-closures plan. Stop with Ctrl-C.'));
    await stop.stopped;
    await sandbox.close();
    out.line(`Stopped after ${count(sandbox.requests.length, 'request')}.`);
    return 0;
  });
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };
}

function explained(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return new UsageError('port-in-use', `Port ${port} is in use.`, 'Take another --port, or leave it out.');
  if (code === 'EACCES')
    return new UsageError(
      'port-forbidden',
      `Port ${port} may not be used.`,
      'Take one above 1023, or leave it out.',
    );
  return error;
}
