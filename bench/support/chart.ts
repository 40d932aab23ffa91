/** A line chart as SVG: how many businesses are closed when, around the closing instant. */
export interface Line {
  name: string;
  colour: string;
  /** Milliseconds against the closing instant, ascending: each closes one more business. */
  closedAfter: readonly number[];
}

const WIDTH = 720;
const HEIGHT = 300;
const LEFT = 64;
const RIGHT = 24;
const TOP = 48;
const BOTTOM = 44;
/** Enough for a smooth line, few enough for a small file. */
const POINTS = 120;
const MINUTE = 60_000;

export function chart(title: string, lines: readonly Line[]): string {
  const all = lines.flatMap(({ closedAfter }) => [closedAfter[0] ?? 0, closedAfter.at(-1) ?? 0]);
  const from = Math.floor(Math.min(0, ...all) / (10 * MINUTE)) * 10 * MINUTE;
  const to = Math.ceil(Math.max(0, ...all) / (10 * MINUTE)) * 10 * MINUTE;
  const most = Math.max(...lines.map(({ closedAfter }) => closedAfter.length));
  const x = (at: number) => round(LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - RIGHT));
  const y = (count: number) => round(HEIGHT - BOTTOM - (count / most) * (HEIGHT - TOP - BOTTOM));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 20, title, 'font-size="14" font-weight="bold"'),
    ...rules(from, to, x, y(0), y(most)),
    ...[0, 0.5, 1].map((part) =>
      text(LEFT - 8, y(most * part) + 4, grouped(most * part), 'text-anchor="end"'),
    ),
    ...lines.map((line) => drawn(line, x, y, to)),
    ...lines.map(({ name, colour }, index) => legend(LEFT + 12, TOP + 14 + index * 18, name, colour)),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'minutes from the closing instant', 'text-anchor="middle"'),
    '</svg>\n',
  ].join('\n');
}

type Scale = (value: number) => number;

function rules(from: number, to: number, x: Scale, bottom: number, top: number): string[] {
  const drawnRules: string[] = [];
  // Some ten lines, however long it takes.
  const step = Math.max(1, Math.ceil((to - from) / (100 * MINUTE))) * 10 * MINUTE;
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const stroke = at === 0 ? 'stroke="#444444"' : 'stroke="#dddddd"';
    drawnRules.push(`<line x1="${x(at)}" x2="${x(at)}" y1="${bottom}" y2="${top}" ${stroke}/>`);
    drawnRules.push(text(x(at), bottom + 16, String(at / MINUTE), 'text-anchor="middle"'));
  }
  return drawnRules;
}

function drawn({ colour, closedAfter }: Line, x: Scale, y: Scale, to: number): string {
  const step = Math.max(1, Math.floor(closedAfter.length / POINTS));
  const points = closedAfter
    .map((at, index) => ({ at, count: index + 1 }))
    .filter(({ count }) => count === 1 || count % step === 0 || count === closedAfter.length)
    .map(({ at, count }) => `${x(at)},${y(count)}`);
  const last = `${x(to)},${y(closedAfter.length)}`;
  return `<polyline fill="none" stroke="${colour}" stroke-width="2.5" points="${[...points, last].join(' ')}"/>`;
}

function legend(left: number, top: number, name: string, colour: string): string {
  const line = `<line x1="${left}" x2="${left + 18}" y1="${top}" y2="${top}" stroke="${colour}" stroke-width="2.5"/>`;
  return `${line}${text(left + 24, top + 4, name, '')}`;
}

function text(left: number, top: number, words: string, attributes: string): string {
  return `<text x="${left}" y="${top}" fill="#222222" ${attributes}>${words}</text>`;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
