import type { Output } from '../../../lib/cli/output.ts';

/** The lines that something prints on a terminal so many columns wide, without colours. */
export function printed(width: number, print: (out: Output) => void): string[] {
  let text = '';
  print(
    outputTo(width, (part) => {
      text += part;
    }),
  );
  return text.split('\n').slice(0, -1);
}

/** All that something writes through a pipe. */
export async function recorded(write: (out: Output) => Promise<void>): Promise<string> {
  let text = '';
  await write(
    outputTo(Number.POSITIVE_INFINITY, (part) => {
      text += part;
    }),
  );
  return text;
}

function outputTo(width: number, take: (text: string) => void): Output {
  return {
    ...{ json: false, isOpen: true, width, isTerminal: false, errorStream: process.stderr },
    paint: (_format, text) => text,
    paintNote: (_format, text) => text,
    line: (text = '') => take(`${text}\n`),
    write: async (text) => take(text),
    document: async () => {},
    note: (text) => take(`${text}\n`),
  };
}
