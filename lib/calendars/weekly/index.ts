/** Opening hours by weekday: closed between them. */
export { check } from './check.ts';
export { expand } from './expand.ts';
export { feed } from './feed.ts';
export { jsonSchema } from './json-schema.ts';
export { placeKeyOf } from './place-key.ts';
export { read } from './read.ts';
export { stored } from './stored.ts';

/** Its closures go by the clock, and have no names. */
export const unnamed = () => [['weekly']];

export const defaultPriority = 10;
