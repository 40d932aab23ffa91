/** Draws what a command prints as an SVG picture of a terminal. Run by scripts/readme-output.ts. */

const LINE = 18;
const CHARACTER = 7.8;
const MARGIN = 20;
const INK = '#d7dce2';
const QUIET = '#8a939e';
const GOOD = '#8fd19e';
const BAD = '#f28b82';
const ACCENT = '#9cc4ff';

/** @param output lines of text, without escape sequences */
export function pictureOf(output: string, command = 'npm start'): string {
  const lines = [`$ ${command}`, '', ...output.split('\n')];
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * CHARACTER) + 2 * MARGIN;
  const height = lines.length * LINE + 2 * MARGIN;
  const rows = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [rowOf(line, MARGIN + (index + 1) * LINE - 4)],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>What ${escaped(command)} shows</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#1b1f24"/>`,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" xml:space="preserve">',
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function rowOf(line: string, y: number): string {
  return `<text x="${MARGIN}" y="${y}" fill="${colourOf(line)}">${escaped(line)}</text>`;
}

function colourOf(line: string): string {
  if (line.startsWith('$')) return ACCENT;
  if (line.includes('✗') || / failing /.test(line)) return BAD;
  if (/^(All shops|Restored)/.test(line)) return GOOD;
  if (/^\s{4,}/.test(line)) return QUIET;
  return INK;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
