import { assertNotNewer, FIRST_FORMAT, STORE_FORMAT } from '../format.ts';
import {
  type Packed,
  pack,
  packCalendars,
  packDirectory,
  unpack,
  unpackCalendars,
  unpackDirectory,
} from '../packing.ts';
import type {
  Applied,
  AppliedStore,
  DirectoryStore,
  FeedStore,
  NoteStore,
  StoredFeed,
  WrittenNote,
} from '../store.ts';
import { TIME_TO_LIVE } from './definition.ts';
import { type Item, type Key, ofOrganization } from './items.ts';
import { type Head, LargeValues } from './large-values.ts';
import type { Table } from './table.ts';

/** Writing is paid by the kilobyte: compress from a few on. */
const COMPRESS_FROM = 4 * 1024;

const key = (organization: string, kind: string): Key => ({ pk: ofOrganization(organization), sk: kind });
/** Stored under the word of the first release. */
const FACT = 'fact#';
const note = (organization: string, name: string): Key => key(organization, FACT + name);

/** The item of a small note. */
export function noteItem({ organization, name, value }: WrittenNote): Item {
  return { ...note(organization, name), value };
}

/**
 * What is read and written whole. The store's format lies with what was applied, which every pass and every command reads
 * before it writes: to know it costs no request.
 */
export function documents(
  table: Table,
  newest = STORE_FORMAT,
): AppliedStore & DirectoryStore & FeedStore & NoteStore {
  const values = new LargeValues(table);
  const read = async <T>(key: Key, decode: (packed: Packed) => T): Promise<T | null> => {
    const packed = await values.read(key);
    return packed === undefined ? null : decode(packed);
  };
  const applied: Key = { pk: 'applied', sk: 'applied' };
  /** Refuses what a newer release wrote, and has older ones refuse from now on what this one is about to write. */
  const checkFormat = async ({ format = FIRST_FORMAT }: Head): Promise<void> => {
    assertNotNewer(format, newest, table.name);
    if (format === newest) return;
    const condition = 'attribute_not_exists(#format) OR #format < :format';
    await table.update(applied, { update: 'SET #format = :format', condition, values: { format: newest } });
  };

  return {
    readApplied: async () => {
      const packed = await values.read(applied, checkFormat);
      return packed === undefined ? null : unpack<Applied>(packed);
    },
    saveApplied: (value) => values.save(applied, pack(value, COMPRESS_FROM)),
    readDirectory: (organization) => read(key(organization, 'directory'), unpackDirectory),
    saveDirectory: (organization, directory) =>
      values.save(key(organization, 'directory'), packDirectory(directory, COMPRESS_FROM)),
    readCalendars: (organization) => read(key(organization, 'calendars'), unpackCalendars),
    saveCalendars: (organization, calendars) =>
      values.save(key(organization, 'calendars'), packCalendars(calendars, COMPRESS_FROM)),

    readFeed: (organization, rule) => read(key(organization, `feed#${rule}`), unpack<StoredFeed>),
    saveFeed: (organization, rule, feed) =>
      values.save(key(organization, `feed#${rule}`), pack(feed, COMPRESS_FROM)),

    readNote: async (organization, name) =>
      (await table.get<{ value: string }>(note(organization, name)))?.value ?? null,
    // One at a time each costs a unit; a question costs one for every 4 KB that lie between the first name and the last.
    readNotes: async (organization, names) => {
      const found = new Map<string, string>();
      const [first, last] = [names.toSorted()[0], names.toSorted().at(-1)];
      if (first === undefined || last === undefined) return found;
      const items = table.query<{ value: string }>({
        condition: '#pk = :pk AND #sk BETWEEN :first AND :last',
        values: { pk: ofOrganization(organization), first: FACT + first, last: FACT + last },
      });
      for await (const { sk, value } of items) found.set(sk.slice(FACT.length), value);
      return new Map([...found].filter(([name]) => names.includes(name)));
    },
    saveNote: async (organization, name, value) => {
      if (value === null) await table.delete(note(organization, name));
      else await table.put(noteItem({ organization, name, value }));
    },
    // Sent again because its answer was lost, it finds what it has written itself.
    swapNote: async (organization, name, before, value, forgetAt = null) => {
      const key = note(organization, name);
      const item = {
        ...key,
        value,
        ...(forgetAt === null ? {} : { [TIME_TO_LIVE.AttributeName]: Math.ceil(forgetAt / 1000) }),
      };
      const done =
        before === null
          ? await table.put(item, 'attribute_not_exists(#pk)')
          : await table.put(item, '#value = :before', { before });
      return done || (await table.get<{ value: string }>(key))?.value === value;
    },
  };
}
