import type { CalendarKind, Complete } from './kind.ts';
import * as registry from './registry.ts';
import type { Calendar, Kind } from './stored.ts';

const complete: Complete<typeof registry> = registry;

/** Every kind of calendar by its key. */
export const kinds: { readonly [K in Kind]: CalendarKind<Calendar<K>> } = complete;

/** Their keys. */
export const KINDS = Object.keys(kinds) as Kind[];
