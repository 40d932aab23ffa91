import { StoreError } from '../errors.ts';
import type { Packed } from '../packing.ts';
import type { Key } from './items.ts';
import type { Table } from './table.ts';

/** Bytes in one item; DynamoDB's limit is 400 KB with names and keys. */
const CHUNK = 350_000;
/** Each is a value replaced while it was being read. */
const READS = 5;

/** What stands under the value's own key: the value itself, or where its chunks are. */
export interface Head {
  /** How many generations were begun. */
  started: number;
  /** The generation that counts. */
  current?: number;
  value?: Packed;
  /** How many chunks the current generation has. */
  chunks?: number;
  /** Of the whole store (lib/store/format.ts); only where what was applied lies. Replacing the value leaves it. */
  format?: number;
}

/**
 * Values of any size under one key, replaced all at once. A large one is written as chunks of a new generation, beside
 * those that are being read; then the head is pointed to it. If two do so at once, the later beginner wins, as if it
 * had come second. What a crash leaves behind the next large save removes.
 */
export class LargeValues {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  /** `look`: is shown the head before anything is made of it. */
  async read(key: Key, look?: (head: Head) => Promise<void>): Promise<Packed | undefined> {
    for (let read = 1; read <= READS; read++) {
      const head = await this.#table.get<Head>(key);
      if (head) await look?.(head);
      if (head?.current === undefined) return undefined;
      if (head.value !== undefined) return head.value;
      const { current, chunks = 0 } = head;
      const keys = Array.from({ length: chunks }, (_, chunk) => chunkKey(key, current, chunk));
      const found = await this.#table.getMany<{ value: Uint8Array }>(keys);
      if (found.length === chunks) {
        found.sort((a, b) => (a.sk < b.sk ? -1 : 1));
        return Buffer.concat(found.map(({ value }) => value));
      }
    }
    throw new StoreError(
      'corrupt',
      this.#table.name,
      `"${key.sk}" of "${key.pk}" lacks some of its parts.`,
      'Run `partoo-closures apply` again.',
    );
  }

  async save(key: Key, value: Packed): Promise<void> {
    if (Buffer.byteLength(value) <= CHUNK) return this.#saveSmall(key, value);
    const bytes = Buffer.from(value);
    const chunks = Math.ceil(bytes.length / CHUNK);
    const begun = await this.#table.update<Head>(
      key,
      { update: 'SET #started = if_not_exists(#started, :zero) + :one', values: { zero: 0, one: 1 } },
      'UPDATED_NEW',
    );
    const current = begun?.started ?? 1;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const part = bytes.subarray(chunk * CHUNK, (chunk + 1) * CHUNK);
      await this.#table.put({ ...chunkKey(key, current, chunk), value: part });
    }
    const pointed = await this.#table.update(key, {
      update: 'SET #current = :current, #chunks = :chunks REMOVE #value',
      condition: 'attribute_not_exists(#current) OR #current < :current',
      values: { current, chunks },
    });
    await this.#removeBefore(key, pointed === undefined ? current + 1 : current);
  }

  async #saveSmall(key: Key, value: Packed): Promise<void> {
    const next = 'if_not_exists(#started, :zero) + :one';
    const before = await this.#table.update<Head>(
      key,
      {
        update: `SET #started = ${next}, #current = ${next}, #value = :value REMOVE #chunks`,
        values: { zero: 0, one: 1, value },
      },
      'ALL_OLD',
    );
    if (before?.chunks !== undefined) await this.#removeBefore(key, (before.started ?? 0) + 1);
  }

  async #removeBefore(key: Key, generation: number): Promise<void> {
    const chunks = this.#table.query({
      condition: '#pk = :pk AND #sk BETWEEN :first AND :bound',
      values: {
        pk: key.pk,
        first: chunkKey(key, 0, 0).sk,
        bound: chunkKey(key, generation, -1).sk,
      },
    });
    for await (const { pk, sk } of chunks) await this.#table.delete({ pk, sk });
  }
}

/** Sorts by generation, then chunk; chunk −1 sorts before a generation's first. */
function chunkKey(key: Key, generation: number, chunk: number): Key {
  const parts = [String(generation).padStart(10, '0'), chunk < 0 ? '' : String(chunk).padStart(5, '0')];
  return { pk: key.pk, sk: `${key.sk}#${parts.join('#')}` };
}
