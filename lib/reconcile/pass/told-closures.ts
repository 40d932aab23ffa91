import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import { instant, jsonNote, type Note } from '../../store/notes.ts';
import { pack, unpack } from '../../store/packing.ts';
import type { Announced, Told } from './closure-news.ts';

/** What was told of an organization's closures up to an instant, as it is noted. */
export interface Noted extends Told {
  until: Instant;
  /** Of the configuration by which it was told; null: not known. */
  hash: string | null;
}

const announced: z.ZodType<Announced> = z.object({
  key: z.string(),
  name: z.string(),
  start: instant,
  end: instant.nullable(),
  businesses: z.int(),
  since: instant.exactOptional(),
  late: z.literal(true).exactOptional(),
  opens: z.union([z.int(), z.literal(true)]).exactOptional(),
});
const inForce = z.record(z.string(), announced);
const plain = jsonNote<Noted>(
  'closures-told',
  z.object({
    until: instant,
    hash: z.string().nullable(),
    inForce,
    foreseen: z.array(z.string()).exactOptional(),
    heardAt: instant.exactOptional(),
  }),
);

/** Version 0.1.0 kept the closures in force alone. */
export const TOLD_BEFORE = jsonNote<Told['inForce']>('closures-announced', inForce);

const COMPRESSED = 'brotli:';

/** Thousands of closures in force are more than an item of DynamoDB holds, but for compression. */
export const TOLD: Note<Noted> = {
  name: plain.name,
  toText(noted) {
    const packed = pack(noted);
    return typeof packed === 'string' ? packed : COMPRESSED + Buffer.from(packed).toString('base64');
  },
  fromText(text) {
    if (!text.startsWith(COMPRESSED)) return plain.fromText(text);
    try {
      const noted = unpack<unknown>(Buffer.from(text.slice(COMPRESSED.length), 'base64'));
      return plain.fromText(JSON.stringify(noted));
    } catch {
      return null;
    }
  },
};
