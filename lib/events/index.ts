/** Events in and out: their schemas, and the bus that carries them. The bus of AWS is imported by itself. */
export { type BusEvent, type EventBus, EventsNotTakenError, putAll, SOURCE } from './bus.ts';
export { jsonSchemas } from './json-schemas.ts';
