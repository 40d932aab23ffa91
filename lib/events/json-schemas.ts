import * as z from 'zod';
import { closureCancelled, closureChanged, closureRequested } from './schemas/incoming.ts';
import { OUTGOING } from './schemas/outgoing.ts';

/** The version that is published; a change that breaks a receiver or a sender makes it 2, beside this one. */
const VERSION = 1;

const PUBLISHED = {
  'Closure Requested': closureRequested,
  'Closure Changed': closureChanged,
  'Closure Cancelled': closureCancelled,
  ...OUTGOING,
} satisfies Record<string, z.ZodType>;

/** The JSON Schema of every event's `detail`, by file name. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(PUBLISHED).map(([title, schema]) => {
      const name = `${title.toLowerCase().replaceAll(' ', '-')}.v${VERSION}.json`;
      const io = title in OUTGOING ? 'output' : 'input';
      return [name, `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io }) }, null, 2)}\n`];
    }),
  );
}
