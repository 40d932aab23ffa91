/** One table of the report. */
export interface Section {
  title: string;
  /** What was done, and how; Markdown. */
  about: string;
  head: string[];
  rows: string[][];
  /** What to read from it. */
  notes: string[];
}

export function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

export function minutes(milliseconds: number): string {
  return `${(milliseconds / 60_000).toFixed(1)} min`;
}

/** `12,345`. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function markdown({ title, about, head, rows, notes }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  const table = [line(head), line(rule), ...rows.map(line)].join('\n');
  return [
    `## ${title}`,
    about,
    table,
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
  ].join('\n\n');
}
