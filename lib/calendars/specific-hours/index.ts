/** Closings and openings of single days that Partoo holds: its `specific_hours`. */
export { check } from './check.ts';
export { expand } from './expand.ts';
export { feed } from './feed.ts';
export { jsonSchema } from './json-schema.ts';
export { placeKeyOf } from './place-key.ts';
export { read } from './read.ts';
export { stored } from './stored.ts';
export { unnamed } from './unnamed.ts';

/** Of closings. */
export const defaultPriority = 30;
