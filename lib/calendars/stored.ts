/** Calendars as they are stored. */
import * as z from 'zod';
import type { CalendarKind } from './kind.ts';
import * as registry from './registry.ts';

type Registry = typeof registry;

/** The key of a kind in a rule of closures.yml, and the `kind` of its calendars. */
export type Kind = keyof Registry;

type StoredAs<K extends Kind> = Registry[K] extends { stored: z.ZodType<infer C> } ? C : never;

/** A calendar of any kind, or of the given ones. */
export type Calendar<K extends Kind = Kind> = { [Each in K]: StoredAs<Each> }[K];

const kinds: { [K in Kind]: Pick<CalendarKind<Calendar<K>>, 'stored'> } = registry;

/** Reads a calendar that was stored. */
export const storedCalendar: z.ZodType<Calendar> = z.union(Object.values(kinds).map(({ stored }) => stored));
