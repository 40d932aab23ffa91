/** A calendar that somebody keeps elsewhere, in iCalendar (RFC 5545). */
export { check } from './check.ts';
export { expand } from './expand.ts';
export { feed } from './feed.ts';
export { jsonSchema } from './json-schema.ts';
export { placeKeyOf } from './place-key.ts';
export { read } from './read.ts';
export { stored } from './stored.ts';

export const defaultPriority = 50;
