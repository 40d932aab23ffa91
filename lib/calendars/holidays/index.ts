/** The holidays of each business' own country and region, or of a given one, of the types asked for. */
export { check } from './check.ts';
export { expand } from './expand.ts';
export { feed } from './feed.ts';
export { jsonSchema } from './json-schema.ts';
export { placeKeyOf } from './place-key.ts';
export { read } from './read.ts';
export { stored } from './stored.ts';
export { unnamed } from './unnamed.ts';

export const defaultPriority = 40;
