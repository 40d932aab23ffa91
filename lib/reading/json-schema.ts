/** Small pieces that the JSON Schema of closures.yml is put together from, as readers.ts has those of its parser. */

export type JsonSchema = Record<string, unknown>;

export const said = (description: string, schema: JsonSchema): JsonSchema => ({ description, ...schema });
/** One of the schema's `definitions`. */
export const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });
export const word = (...words: string[]): JsonSchema => ({ enum: words });
export const matching = (pattern: string): JsonSchema => ({ type: 'string', pattern });
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items, minItems: 1 });
export const closed = (properties: JsonSchema, rest: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...rest,
});
export const named = (values: JsonSchema, rest: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  additionalProperties: values,
  ...rest,
});

/** Names, store codes and postcodes may look like numbers; the parser reads them as they are written. */
export const TEXT: JsonSchema = { type: ['string', 'number'] };

/** How people call something: a text, or texts by language. */
export const NAME: JsonSchema = { anyOf: [TEXT, named(TEXT, { minProperties: 1 })] };

/** A wall-clock time of the day, as a pattern. */
export const TIME = '([01]\\d|2[0-3]):[0-5]\\d';
