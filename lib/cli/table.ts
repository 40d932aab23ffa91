import { plain } from '../operations/plain.ts';
import type { Output } from './output.ts';

export interface Column {
  /** '' for none. */
  header: string;
  align?: 'left' | 'right';
  /** The column that gives way where the line is too narrow; its texts are cut with an ellipsis. */
  gives?: boolean;
  /** Colour of a cell, by what stands in it. */
  paint?: (cell: string) => Parameters<Output['paint']>[0] | null;
}

const GAP = '  ';
/** A column gives way no further than this. */
const NARROWEST = 8;

/**
 * Aligned columns without rules or boxes; a line fits the terminal where its columns can give way.
 * @param headings lines that stand before the row of that index, so that parts of a table share their columns
 * @param notes lines in full behind the row of that index: what must not be cut
 */
export function printTable(
  out: Pick<Output, 'line' | 'paint' | 'width'>,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = '',
  headings: ReadonlyMap<number, string> = new Map(),
  notes: ReadonlyMap<number, readonly string[]> = new Map(),
): void {
  const cells = rows.map((row) => columns.map((_, index) => plain(row[index] ?? '')));
  const widths = narrowed(
    columns,
    columns.map(({ header }, index) =>
      Math.max(widthOf(header), ...cells.map((row) => widthOf(row[index]!))),
    ),
    out.width - widthOf(indent),
  );
  if (columns.some(({ header }) => header !== '')) {
    const header = columns.map(({ header }, index) => pad(header, widths[index]!, columns[index]!));
    out.line(indent + out.paint('dim', header.join(GAP).trimEnd()));
  }
  for (const [number, row] of cells.entries()) {
    const heading = headings.get(number);
    if (heading !== undefined) out.line(heading);
    const texts = row.map((cell, index) => {
      const format = columns[index]!.paint?.(cell) ?? null;
      const padded = pad(cut(cell, widths[index]!), widths[index]!, columns[index]!);
      return format === null ? padded : out.paint(format, padded);
    });
    out.line(indent + texts.join(GAP).trimEnd());
    for (const line of notes.get(number) ?? []) out.line(line);
  }
}

function narrowed(columns: readonly Column[], widths: number[], available: number): number[] {
  let excess = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - available;
  const narrow = [...widths];
  // The widest gives way first, a column at a time, until all are equally narrow.
  while (excess > 0) {
    const giving = columns
      .map((column, index) => ({ column, index }))
      .filter(({ column, index }) => column.gives && narrow[index]! > NARROWEST)
      .sort((a, b) => narrow[b.index]! - narrow[a.index]!);
    const widest = giving[0];
    if (widest === undefined) break;
    narrow[widest.index]! -= 1;
    excess -= 1;
  }
  return narrow;
}

function pad(text: string, width: number, { align }: Column): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}

/** `text` in at most `width` columns; where it has words, behind one of them. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const { segment } of segmentsOf(text)) {
    if (widthOf(kept) + widthOf(segment) > width - 1) break;
    kept += segment;
  }
  const space = kept.lastIndexOf(' ');
  return `${space > 0 && !text.startsWith(' ', kept.length) ? kept.slice(0, space) : kept.trimEnd()}…`;
}

let segmenter: Intl.Segmenter | undefined;

function segmentsOf(text: string): Intl.Segments {
  // Made when it is first asked for: that takes 20 ms, and most commands print plain words.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** Columns that a terminal gives to a text. */
export function widthOf(text: string): number {
  // Nearly every cell is plain ASCII, and segmenting is slow.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmentsOf(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}
