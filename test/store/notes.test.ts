import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  DECIDED_FOR,
  FAILING_SINCE,
  jsonNote,
  keepNote,
  LAST_SUCCESS,
  type Note,
  PAUSED,
  readNote,
  SILENT_UNTIL,
  saveNote,
  written,
} from '../../lib/store/notes.ts';
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import type { Store } from '../../lib/store/store.ts';

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

const COUNTS = jsonNote('looks', z.array(z.int().max(9)).max(3));

describe('a note', () => {
  test('comes back as it was saved, and null takes it away', async () => {
    await saveNote(store, 'acme', LAST_SUCCESS, 17);
    await saveNote(store, 'acme', COUNTS, [1, 2]);
    expect(await readNote(store, 'acme', LAST_SUCCESS)).toBe(17);
    expect(await readNote(store, 'acme', COUNTS)).toEqual([1, 2]);
    expect(await readNote(store, 'other', COUNTS)).toBeNull();
    await saveNote(store, 'acme', COUNTS, null);
    expect(await readNote(store, 'acme', COUNTS)).toBeNull();
  });

  test.each<[string, Note<unknown>, string]>([
    ['no number', LAST_SUCCESS as Note<unknown>, 'yesterday'],
    ['nothing at all', LAST_SUCCESS as Note<unknown>, ''],
    ['an instant beyond all calendars', DECIDED_FOR as Note<unknown>, '1e300'],
    ['no instant', SILENT_UNTIL as Note<unknown>, 'Infinity'],
    ['no JSON', COUNTS as Note<unknown>, '[1,'],
    ['another shape', COUNTS as Note<unknown>, '{"a":1}'],
    ['a number out of bounds', COUNTS as Note<unknown>, '[10]'],
    ['too many', COUNTS as Note<unknown>, '[1,1,1,1]'],
  ])('that holds %s counts as not there', async (_, note, text) => {
    await store.saveNote('acme', note.name, text);
    expect(await readNote(store, 'acme', note)).toBeNull();
  });

  test.each([
    ['{"since":17,"by":"command:ops"}', 17, 'command:ops'],
    ['{"since":null,"by":null}', null, null],
    ['17', 17, null],
    ['{"since":1e300,"by":"command:ops"}', null, null],
    ['yes', null, null],
    ['', null, null],
  ])('of a pause pauses whatever it holds (%j)', async (text, since, by) => {
    await store.saveNote('acme', 'paused', text);
    expect(await readNote(store, 'acme', PAUSED)).toEqual({ since, by });
  });

  test('that is kept is written only where it changes', async () => {
    const saved: (string | null)[] = [];
    const counting: Store = {
      ...store,
      saveNote: (organization, name, value) => {
        saved.push(value);
        return store.saveNote(organization, name, value);
      },
    };
    for (const value of [null, 2, 2, null, null]) await keepNote(counting, 'acme', FAILING_SINCE, value);
    expect(saved).toEqual(['2', null]);
  });

  test('can be saved with what is told', async () => {
    await store.appendOutbox([], written('acme', LAST_SUCCESS, 17));
    expect(await readNote(store, 'acme', LAST_SUCCESS)).toBe(17);
  });
});
