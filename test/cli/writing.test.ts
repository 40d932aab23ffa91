import { expect, test } from 'vitest';
import { laterBound, parseBound, parseInstant } from '../../lib/cli/moments.ts';
import { printTable } from '../../lib/cli/table.ts';
import { createJsonList } from '../../lib/operations/documents/json-list.ts';
import { plain } from '../../lib/operations/plain.ts';
import { duration } from '../../lib/operations/words.ts';

function lines(width: number, print: (out: Parameters<typeof printTable>[0]) => void): string[] {
  const printed: string[] = [];
  print({ width, paint: (_format, text) => text, line: (text = '') => printed.push(text) });
  return printed;
}

test('columns are aligned, whatever the alphabet', () => {
  const rows = [
    ['ST-1', 'Café', '3'],
    ['ST-22', '元日', '12'],
  ];
  const columns = [{ header: 'code' }, { header: 'name' }, { header: 'n', align: 'right' as const }];
  expect(lines(80, (out) => printTable(out, columns, rows))).toEqual([
    'code   name   n',
    'ST-1   Café   3',
    'ST-22  元日  12',
  ]);
});

test('on a narrow terminal the column that gives way is cut, elsewhere nothing is', () => {
  const columns = [{ header: '' }, { header: '', gives: true }];
  const rows = [['ST-1', 'Un nom de magasin qui n’en finit pas']];
  expect(lines(22, (out) => printTable(out, columns, rows))).toEqual(['ST-1  Un nom de…']);
  expect(lines(Number.POSITIVE_INFINITY, (out) => printTable(out, columns, rows))[0]).toContain('finit pas');
});

test('a name cannot steer the terminal', () => {
  expect(plain('a\u001b[2Jb\nc\u202ed')).toBe('ab c d');
});

test('a JSON list is whole with no, one and several items', async () => {
  for (const items of [[], [1], [1, { a: 'b' }]]) {
    let text = '';
    const write = async (part: string) => {
      text += part;
    };
    const list = createJsonList({ write }, '{"items":', '}');
    for (const item of items) await list.add(item);
    await list.end();
    expect(JSON.parse(text)).toEqual({ items });
  }
});

test.each([
  ['2026-12-25', 3 * 86_400_000, '2026-12-28T00:00:00'],
  ['2026-12-25T17:00', 90 * 60_000, '2026-12-25T18:30:00'],
  ['2026-12-25T17:00:00+01:00', 3_600_000, '2026-12-25T17:00:00Z'],
])('%s and %i ms later stays in its own form', (bound, milliseconds, later) => {
  expect(laterBound(parseBound(bound), milliseconds)).toBe(later);
});

test.each(['2026-13-01', '2026-02-29', '2026-12-25T24:00', '2026-12-25T08:00+25:00', '25.12.2026', ''])(
  '%j is no moment',
  (text) => {
    expect(() => parseBound(text)).toThrow();
    expect(() => parseInstant(text)).toThrow();
  },
);

test('durations in two units at most', () => {
  expect([400, 59_000, 95_000, 3_600_000, 90_061_000].map(duration)).toEqual([
    '0 s',
    '59 s',
    '1 min 35 s',
    '1 h',
    '1 d 1 h',
  ]);
});
