import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { expand, shrink } from '../../lib/store/dynamodb/small-texts.ts';
import { entry } from '../support/world/samples.ts';
import { DUMPED } from './dump.ts';

const { mark, body } = DUMPED;
const RECORD = JSON.stringify({ mark, body: JSON.stringify(body), history: entry() });

test.each([
  ['nothing', ''],
  ['a record', RECORD],
  ['other scripts and lone surrogates as JSON escapes them', JSON.stringify('休業 \ud800 🎄')],
  ['a long text', 'Fermé. '.repeat(50_000)],
])('gives %s back as it was', (_name, text) => {
  expect(expand(shrink(text))).toBe(text);
});

test('what was written by this version stays readable: the dictionary is never changed', () => {
  // Made by version 1 of the dictionary. If this fails, add a version instead of changing one.
  const bytes = Buffer.from(SHRUNK, 'base64');
  expect(expand(bytes)).toBe(RECORD);
  expect(createHash('sha256').update(shrink(RECORD)).digest('hex')).toBe(
    createHash('sha256').update(bytes).digest('hex'),
  );
});

test.each([
  ['a later version', Buffer.of(2, 1, 2, 3), /version 2/],
  ['no bytes', Buffer.of(), /version undefined/],
  ['a torn item', Buffer.from(shrink(RECORD)).subarray(0, 20), /unexpected end/],
])('refuses %s', (_name, bytes, message) => {
  expect(() => expand(bytes)).toThrow(message);
});

const SHRUNK =
  'AatWyk0sygYFClLplmSIXnxnEyy/Dc0tzc3NLAzAQM9UB0/vSkcpKT8FZGp1DLy4BDfGqmNiUBs7MTFKVgrg9BWjVAvqX2SCgg+cLBLR7cSo4xOTc1NR63mwvyDlNrRwxpkmEZ0mv/zDq3NQkmgeSrWPNS/A6nds9WQtAA==';
