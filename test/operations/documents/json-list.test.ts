import { describe, expect, it } from 'vitest';
import { createJsonList } from '../../../lib/operations/documents/json-list.ts';

function reader() {
  const chunks: string[] = [];
  let letGo: (() => void) | null = null;
  return {
    chunks,
    /** Takes nothing more until let go. */
    write(text: string): Promise<void> {
      chunks.push(text);
      return new Promise((resolve) => {
        letGo = resolve;
      });
    },
    takeMore: () => letGo?.(),
  };
}

const rows = Array.from({ length: 50 }, (_, row) => ({ row }));

describe('a JSON list that is written while it grows', () => {
  it.each([0, 1, 100, 1_000_000])('is the same document in chunks of %d characters', async (characters) => {
    const chunks: string[] = [];
    const write = async (text: string) => void chunks.push(text);
    const list = createJsonList({ write }, '{"rows":', '}', characters);
    for (const row of rows) await list.add(row);
    await list.end();
    expect(JSON.parse(chunks.join(''))).toEqual({ rows });
    expect(chunks.join('').split('\n')).toHaveLength(rows.length + 3);
  });

  it('is written item by item where nothing else is said', async () => {
    const chunks: string[] = [];
    const list = createJsonList({ write: async (text) => void chunks.push(text) }, '', '');
    await list.add(1);
    expect(chunks).toEqual([' [\n  1']);
  });

  it('waits for its reader once a chunk is full', async () => {
    const { chunks, write, takeMore } = reader();
    const list = createJsonList({ write }, '', '', 10);
    let isTaken = false;
    const added = list.add('long enough for a chunk').then(() => {
      isTaken = true;
    });
    await new Promise(setImmediate);
    expect([chunks.length, isTaken]).toEqual([1, false]);
    takeMore();
    await added;
    expect(isTaken).toBe(true);
  });

  it('is an empty list where nothing came', async () => {
    const chunks: string[] = [];
    const list = createJsonList({ write: async (text) => void chunks.push(text) }, '{"rows":', '}', 100);
    await list.end();
    expect(JSON.parse(chunks.join(''))).toEqual({ rows: [] });
  });
});
