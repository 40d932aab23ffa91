import { widthOf } from './table.ts';

/** Nobody reads lines as wide as a window. */
const WIDEST = 100;

/** `text` on as many lines as it takes; no word is broken, and one that is too long stands alone. */
export function wrapped(text: string, width: number, indent = ''): string[] {
  const most = Math.min(width, WIDEST) - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > most) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, indent + line];
}
