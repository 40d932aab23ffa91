import { describe, expect, test } from 'vitest';
import { expand } from '../../../lib/calendars/expand.ts';
import { checkCalendar } from '../../../lib/calendars/index.ts';
import { feed } from '../../../lib/calendars/sheet/feed.ts';

const CALENDAR = { kind: 'sheet', from: 'inventory.csv', allowPrivateAddress: false } as const;
const WINDOW = { from: '2027-01-01', to: '2028-02-01' };
const SHOP = { country: 'FR', region: null, id: '5409', code: 'ST-00001' };

const rowsOf = async (bytes: string | Uint8Array, place = SHOP) =>
  expand(CALENDAR, place, WINDOW, await feed.textOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes));
const spans = async (text: string) => (await rowsOf(text)).map(({ start, end }) => `${start}..${end}`);
const faults = async (text: string, places = [SHOP]) =>
  (await checkCalendar(CALENDAR, WINDOW, places, text)).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );

const INVENTORY = { start: '2027-02-01', end: '2027-02-03', names: { '': 'Inventaire été' } };

describe('a sheet as it is written by', () => {
  test.each<[string, Uint8Array]>([
    ['hand', Buffer.from('code,from,to,name\nST-00001,2027-02-01,2027-02-02,Inventaire été\n')],
    [
      'Excel in French: semicolons, Windows-1252',
      Buffer.from('Code;From;To;Name\r\nST-00001;01/02/2027;02/02/2027;Inventaire été\r\n', 'latin1'),
    ],
    [
      'Excel as "CSV UTF-8": a BOM',
      Buffer.from('\ufeffcode;from;to;name\r\nST-00001;01/02/2027;02/02/2027;Inventaire été\r\n'),
    ],
    [
      'Excel as "Unicode text": tabs, UTF-16',
      Buffer.from(
        '\ufeffcode\tfrom\tto\tname\r\nST-00001\t01.02.2027\t02.02.2027\tInventaire été\r\n',
        'utf16le',
      ),
    ],
    [
      'Excel with its own first line',
      Buffer.from('sep=;\r\nname;to;from;code\r\nInventaire été;2/2/2027;1/2/2027;ST-00001\r\n'),
    ],
    [
      'a program that quotes all',
      Buffer.from('"code","from","to","name"\n"ST-00001","2027-02-01","2027-02-02","Inventaire été"\n\n'),
    ],
    [
      'somebody who knows ids only',
      Buffer.from('business,from,to,name\n5409,2027-02-01,2027-02-02,Inventaire été\n'),
    ],
    [
      'somebody who leaves columns empty',
      Buffer.from(
        'code;from;to;name;message;;\n ST-00001 ;2027-02-01;2027-02-02;Inventaire été;;;\n;;;;;;\n',
      ),
    ],
  ])('%s', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual([INVENTORY]);
  });
});

test('a table says the same in every form that a spreadsheet writes', async () => {
  const table = [
    ['Name', 'FROM', 'to', 'Code'],
    ['"Inventaire ""général"",\nété; hiver"', '01/02/2027', '02/02/2027', 'ST-00001'],
  ];
  const expected = [{ ...INVENTORY, names: { '': 'Inventaire "général",\nété; hiver' } }];
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const written: ((text: string) => Buffer)[] = [
    (text) => Buffer.from(text),
    (text) => Buffer.from(`\ufeff${text}`),
    (text) => Buffer.from(text, 'latin1'),
    wide,
    (text) => wide(text).swap16(),
  ];
  for (const bytesOf of written)
    for (const between of [',', ';', '\t'])
      for (const end of ['\r\n', '\n', '\r'])
        for (const first of ['', `sep=${between}${end}`]) {
          const text = first + table.map((cells) => cells.join(between) + end).join('');
          expect(await rowsOf(bytesOf(text)), JSON.stringify(text)).toEqual(expected);
        }
});

test.each([
  ['2027-02-01,', '2027-02-01..2027-02-02'],
  ['2027-02-01,2027-02-01', '2027-02-01..2027-02-02'],
  ['2027-02-01 12:00,', '2027-02-01T12:00..2027-02-02'],
  ['2027-02-01T12:00,2027-02-01T18:00', '2027-02-01T12:00..2027-02-01T18:00'],
  ['01/02/2027 9:30,01/02/2027 12:00:00', '2027-02-01T09:30..2027-02-01T12:00'],
  ['31.1.2027,1.2.2027', '2027-01-31..2027-02-02'],
  ['01/02/2027 14:00,01/02/2027 24:00', '2027-02-01T14:00..2027-02-02T00:00'],
  ['01/02/2027 22:00,02/02/2027 06:00', '2027-02-01T22:00..2027-02-02T06:00'],
])('%s closes %s', async (cells, span) => {
  expect(await spans(`code,from,to\nST-00001,${cells}\n`)).toEqual([span]);
});

test('rows of others, and days outside of the window, are of no interest', async () => {
  expect(await spans('code,from\nST-00002,2027-02-01\nST-00001,2026-12-31\nst-00001,2027-02-01\n')).toEqual(
    [],
  );
});

test('a message of a row goes with it, and names are cut', async () => {
  const [row] = await rowsOf(`code,from,name,message\nST-00001,2027-02-01,${'x'.repeat(500)},away\n`);
  expect(row).toMatchObject({ message: 'away', names: { '': 'x'.repeat(200) } });
  const lines = `${'x'.repeat(99)}\n`.repeat(100);
  const [several] = await rowsOf(`code,from,name\nST-00001,2027-02-01,"${lines}"\n`);
  expect(several).toMatchObject({ names: { '': lines.slice(0, 200) } });
  const [within] = await rowsOf(`code,from,name\nST-00001,2027-02-01,${'x'.repeat(199)}😀\n`);
  expect(within).toMatchObject({ names: { '': 'x'.repeat(199) } });
});

test('a name is without what nobody sees', async () => {
  const [row] = await rowsOf(
    'code,from,name\nST-00001,2027-02-01,"Obra\u202e, ""grande""\r\nde\u0007\tverano"\n',
  );
  expect(row).toMatchObject({ names: { '': 'Obra, "grande"\nde verano' } });
  const [nameless] = await rowsOf('code,from,name\nST-00001,2027-02-01,\u200b\n');
  expect(nameless).toMatchObject({ names: {} });
});

test('a row that stands there twice closes once', async () => {
  const twice = 'ST-00001,2027-02-01,,x\n';
  expect(await rowsOf(`code,from,to,name\n${twice}${twice}ST-00001,01/02/2027,01/02/2027,x\n`)).toHaveLength(
    1,
  );
  expect(await rowsOf(`code,from,to,name\n${twice}ST-00001,2027-02-01,,y\n`)).toHaveLength(2);
});

describe('every row in error is named by its line', () => {
  test('all at once', async () => {
    expect(
      await faults(
        'code,from,to\nST-00001,2027-02-30,\n,2027-02-01,\nST-00001,2027-02-02,2027-02-01\n\nST-00001,soon,\nST-00001,2027-02-01,13/13/2027\n',
      ),
    ).toEqual([
      'error: line 2: "2027-02-30" in from is no date; write 2027-02-01, 01/02/2027 or 01.02.2027, with a time behind it if there is one',
      'error: line 3: names no shop; give its code',
      'error: line 4: ends before it begins; put the later one into to',
      expect.stringMatching(/^error: line 6: "soon" in from/),
      expect.stringMatching(/^error: line 7: "13\/13\/2027" in to/),
    ]);
  });
  test('one with more cells than there are columns: what separates them stands in one of them', async () => {
    expect(
      await faults('code,from,to,name\nST-00001,2027-02-01,,Obra, grande\nST-00001,2027-02-01,,x,, \n'),
    ).toEqual([
      'error: line 2: has more cells than the first line; put a cell in which there is a , into quotes',
    ]);
    expect(await faults('code;from\nST-00001;2027-02-01;x\n')).toEqual([expect.stringContaining('a ; into')]);
  });
  test('also behind the first line of Excel, and behind cells of several lines', async () => {
    expect(await faults('sep=;\ncode;from\nST-00001;x\n')).toEqual([expect.stringContaining('line 3:')]);
    expect(await faults('code,from,name\nST-00001,2027-02-01,"a\nb"\nST-00001,x,\n')).toEqual([
      expect.stringContaining('line 4:'),
    ]);
  });
  test('and such a sheet does not come into force', async () => {
    await expect(rowsOf('code,from\nST-00001,2027-02-01\nST-00001,x\n')).rejects.toMatchObject({
      code: 'sheet-rows',
    });
  });
});

test.each([
  ['', 'is empty'],
  ['code,from,until\n', 'has a column "until"; known are code'],
  ['code,name\n', 'lacks a column'],
  ['from,to\n', 'lacks a column'],
  ['code,from,code\n', 'column code twice'],
  ['code,from\nST-00001,"2027\n', 'no CSV'],
  [`code,from\n${'ST-00001,2027-02-01\n'.repeat(50_001)}`, 'more than 50,000 rows'],
])('a table of something else is refused: %#', async (text, message) => {
  expect(await faults(text)).toEqual([expect.stringContaining(message)]);
});

test('shops that the rule does not have are a warning', async () => {
  expect(await faults('code,from\nST-00001,2027-02-01\nST-00009,2027-02-01\n')).toEqual([
    'warning: names shops that this rule does not have: ST-00009',
  ]);
});

test('rule 28: as many rows as there may be are read', async () => {
  const text = `code,from,to,name\n${Array.from({ length: 50_000 }, (_, row) => `ST-${row},01/02/2027,02/02/2027,Inventory`).join('\n')}`;
  expect((await feed.read(text, CALENDAR, WINDOW)).events).toBe(50_000);
});
