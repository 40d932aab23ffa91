/**
 * A process that runs one command line after the other, each in the folder and environment it is told, without starting
 * Node for each: a `CommandLine` in, `{ code, stdout, stderr }` out.
 */
import { main } from '../../../lib/cli/main.ts';
import type { CommandLine, Outcome } from './commands.ts';

// Each command listens as if it were the only one of its process.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);
process.on('disconnect', () => process.exit());
process.on('message', async ({ args, folder, env }: CommandLine) => {
  process.chdir(folder);
  setEnvironment(env);
  const [stdout, stderr] = [collect(process.stdout), collect(process.stderr)];
  await main(args);
  const outcome: Outcome = { code: Number(process.exitCode), stdout: stdout.end(), stderr: stderr.end() };
  process.send?.(outcome);
});

function setEnvironment(env: CommandLine['env']): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

function collect(stream: NodeJS.WriteStream): { end(): string } {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  return {
    end() {
      stream.write = write;
      return text;
    },
  };
}
