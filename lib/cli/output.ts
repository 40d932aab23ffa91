import { styleText } from 'node:util';
import type { Environment } from '../config/environment.ts';
import { jsonParts } from './json-parts.ts';

type Format = Parameters<typeof styleText>[0];

/** Puts a text into a colour or weight, or leaves it as it is where the stream is no terminal. */
type Paint = (format: Format, text: string) => string;

/** Where a command's words go: results to standard output, everything else to standard error. */
export interface Output {
  /** Standard output is one JSON document. */
  readonly json: boolean;
  /** False once standard output takes no more: what is only for showing may stop. */
  readonly isOpen: boolean;
  /** Columns to fill; Infinity where nobody looks at a screen, so that nothing is cut. */
  readonly width: number;
  readonly isTerminal: boolean;
  /** For standard output. */
  readonly paint: Paint;
  /** For standard error. */
  readonly paintNote: Paint;
  /** Result for people, a line; nothing under --json. */
  line(text?: string): void;
  /** Part of the result, as it stands. Resolves when the reader has taken enough for more to be written. */
  write(text: string): Promise<void>;
  /** The one document of --json. Resolves when the reader has taken enough of it. */
  document(value: unknown): Promise<void>;
  /** Progress, warnings, errors: a line on standard error. */
  note(text: string): void;
  readonly errorStream: NodeJS.WriteStream;
}

export function createOutput(
  json: boolean,
  env: Environment,
  stdout = process.stdout,
  stderr = process.stderr,
): Output {
  let isOpen = true;
  const gone = new Promise<void>((resolve) => {
    // Whether that fails the command is said where it began (standard-output.ts).
    stdout.on('error', () => {
      isOpen = false;
      resolve();
    });
  });
  const taken = () => Promise.race([new Promise<void>((resolve) => stdout.once('drain', resolve)), gone]);
  return {
    json,
    get isOpen() {
      return isOpen;
    },
    get width() {
      return stdout.isTTY ? Math.max(40, stdout.columns || 80) : Number.POSITIVE_INFINITY;
    },
    isTerminal: stdout.isTTY === true,
    paint: painter(stdout, env),
    paintNote: painter(stderr, env),
    line(text = '') {
      if (!json && isOpen) stdout.write(`${text}\n`);
    },
    async write(text) {
      if (isOpen && !stdout.write(text)) await taken();
    },
    async document(value) {
      // What is short is written at once, also where nobody waits for it.
      for (const part of jsonParts(value)) if (isOpen && !stdout.write(part)) await taken();
      if (isOpen) stdout.write('\n');
    },
    note(text) {
      stderr.write(`${text}\n`);
    },
    errorStream: stderr,
  };
}

function painter(stream: NodeJS.WriteStream, env: Environment): Paint {
  const isColoured = stream.isTTY === true && !env.NO_COLOR;
  return (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text);
}
