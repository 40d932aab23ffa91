/**
 * A process that runs one command line after the other, each in the folder and environment it is told, without starting
 * Node for each: `{ args, folder, env }` in, `{ code, stdout, stderr }` out.
 */
import { main } from '../../lib/cli/main.ts';

interface Typed {
  args: string[];
  folder: string;
  env: Record<string, string>;
}

interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

const send = (message: Finished) => process.send?.(message);

process.on('message', async ({ args, folder, env }: Typed) => {
  process.chdir(folder);
  Object.assign(process.env, env);
  const [stdout, stderr] = [collect(process.stdout), collect(process.stderr)];
  await main(args);
  send({ code: Number(process.exitCode ?? 0), stdout: stdout.end(), stderr: stderr.end() });
});

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
