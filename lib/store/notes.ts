/**
 * Notes: small things remembered of an organization by name, each replaced whole. All names stand here, so that none is
 * taken twice, and each with the one form in which it is written and the bounds within which it is read.
 */
import * as z from 'zod';
import type { NoteStore, WrittenNote } from './store.ts';

/** What may be noted of an organization. Stored names, so that none is ever renamed. */
export type NoteName =
  | 'paused'
  | 'last-success'
  | 'decided-for'
  | 'failing-since'
  | 'silent-until'
  | 'crowded'
  | 'change'
  | 'halt'
  | 'changed-businesses'
  | 'looks'
  | 'looks-staged'
  | 'news-ahead'
  | 'idle'
  | 'probe'
  | 'probing'
  | 'closures-told'
  | 'closures-announced'
  | 'doctor'
  | 'tokens'
  | 'held-dates'
  | 'delivery'
  | 'key-end'
  | 'digest'
  | `closure-events:${string}`
  | `idempotency:${string}`
  | `session:${string}`
  | `webhook:${string}`
  | `asked:${string}`;

/** A name with the form of what is noted under it. */
export interface Note<T> {
  readonly name: NoteName;
  toText(value: T): string;
  /** null where it cannot be read: then it counts as not there. */
  fromText(text: string): T | null;
}

/** Instants and counts beyond these are no instants and no counts. */
const MOST_MILLISECONDS = 8_640_000_000_000_000;
/** Of somebody who acts, in characters. */
const LONGEST_NAME = 1000;

export const instant = z.number().min(-MOST_MILLISECONDS).max(MOST_MILLISECONDS);

const somebody = z.string().max(LONGEST_NAME);
const pause = z.object({
  since: instant.nullable(),
  by: somebody.nullable(),
  resumed: z.object({ at: instant, by: somebody }).optional(),
});

/**
 * Since when nothing is written, and who asked for that; each null where it is not known. `resumed`: who has said since that
 * it is to go on, as it is told, and may have died over that.
 */
export type Pause = z.infer<typeof pause>;

/**
 * Whatever stands there, somebody asked for it: what cannot be read pauses as well. Version 0.1.0 noted the instant alone,
 * and looks only whether there is something.
 */
export const PAUSED: Note<Pause> = {
  name: 'paused',
  toText: (value) => JSON.stringify(value),
  fromText: (text) => pause.safeParse(jsonIn(text)).data ?? { since: numberIn(text, instant), by: null },
};
/** When an organization was last found, or brought, to be as it should be. */
export const LAST_SUCCESS = numberNote('last-success', instant);
/** The instant that the last pass decided for, where that was not its own time. */
export const DECIDED_FOR = numberNote('decided-for', instant);
/** Since when the organization as a whole cannot be served; version 0.1.0 counted how often, under another name. */
export const FAILING_SINCE = numberNote('failing-since', instant);
/** Until when Partoo asks to be left alone. */
export const SILENT_UNTIL = numberNote('silent-until', instant);
/** The business that is being probed. */
export const PROBING = textNote('probing');
/** Another one than a pass began with: the pass ends. */
export const HALT = textNote('halt');
/** What `doctor` writes, to see whether it can. */
export const DOCTOR = textNote('doctor');

/** A note of JSON. What does not fit `schema` counts as not there. */
export function jsonNote<T>(name: NoteName, schema: z.ZodType<T>): Note<T> {
  return {
    name,
    toText: (value) => JSON.stringify(value),
    fromText: (text) => schema.safeParse(jsonIn(text)).data ?? null,
  };
}

function numberNote(name: NoteName, schema: z.ZodType<number>): Note<number> {
  return { name, toText: String, fromText: (text) => numberIn(text, schema) };
}

function textNote(name: NoteName): Note<string> {
  return { name, toText: (text) => text, fromText: (text) => text };
}

function numberIn(text: string, schema: z.ZodType<number>): number | null {
  return text.trim() === '' ? null : (schema.safeParse(Number(text)).data ?? null);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** null where nothing is noted, or nothing that can be read. */
export async function readNote<T>(
  store: Pick<NoteStore, 'readNote'>,
  organization: string,
  note: Note<T>,
): Promise<T | null> {
  const text = await store.readNote(organization, note.name);
  return text === null ? null : note.fromText(text);
}

/** @param value null: nothing is noted any more */
export async function saveNote<T>(
  store: Pick<NoteStore, 'saveNote'>,
  organization: string,
  note: Note<T>,
  value: T | null,
): Promise<void> {
  await store.saveNote(organization, note.name, value === null ? null : note.toText(value));
}

/**
 * The same where it most often is so already: reading is a tenth of the price of writing.
 * @param known where it has been read already
 */
export async function keepNote<T>(
  store: Pick<NoteStore, 'readNote' | 'saveNote'>,
  organization: string,
  note: Note<T>,
  value: T | null,
  known: Pick<NoteStore, 'readNote'> = store,
): Promise<void> {
  const text = value === null ? null : note.toText(value);
  if ((await known.readNote(organization, note.name)) !== text)
    await store.saveNote(organization, note.name, text);
}

/** A note to be saved with something else. */
export function written<T>(organization: string, note: Note<T>, value: T): WrittenNote {
  return { organization, name: note.name, value: note.toText(value) };
}
