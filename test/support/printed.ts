import type { Output } from '../../lib/cli/output.ts';

/** The lines that something prints on a terminal so many columns wide, without colours. */
export function printed(width: number, print: (out: Output) => void): string[] {
  const lines: string[] = [];
  print({
    ...{ json: false, isOpen: true, width, isTerminal: false, errorStream: process.stderr },
    paint: (_format, text) => text,
    paintNote: (_format, text) => text,
    line: (text = '') => void lines.push(...text.split('\n')),
    write: async () => {},
    document: () => {},
    note: (text) => void lines.push(text),
  });
  return lines;
}
