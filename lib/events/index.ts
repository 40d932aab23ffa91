/** Events in and out: their schemas, and the bus that carries them. The bus of AWS is imported by itself. */
export { jsonSchemas } from './json-schemas.ts';
