import * as z from 'zod';
import { feedSource } from '../../reading/feed-source.ts';
import { flag, mapping, reader, readWith } from '../../reading/readers.ts';
import type { SheetCalendar } from './stored.ts';

const shape = mapping(
  { from: feedSource('inventory.csv'), allowPrivateAddress: flag().optional() },
  'write the name of a file, such as inventory.csv, or { from: https://… }',
);

export const read = reader((value, report): SheetCalendar => {
  const found = readWith(shape, typeof value === 'string' ? { from: value } : value, report);
  if (found === undefined) return z.NEVER;
  return { kind: 'sheet', from: found.from, allowPrivateAddress: found.allowPrivateAddress ?? false };
});
