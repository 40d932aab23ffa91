/** Days and times, named one by one. */
export { check } from './check.ts';
export { expand } from './expand.ts';
export { feed } from './feed.ts';
export { jsonSchema, jsonSchemaDefinitions } from './json-schema.ts';
export { placeKeyOf } from './place-key.ts';
export { read } from './read.ts';
export { stored } from './stored.ts';
export { unnamed } from './unnamed.ts';

export const defaultPriority = 60;
