import * as z from 'zod';
import { json, route } from '../route.ts';

/** Without a tick for so long, the process is stuck, and better begun anew. */
const STUCK_MILLISECONDS = 5 * 60_000;

const health = z.object({ ok: z.boolean(), version: z.string() }).meta({ id: 'Health' });

/** A refused key, or a Partoo that does not answer, is no reason to restart everybody. */
export const healthRoute = route({
  method: 'GET',
  path: '/health',
  operation: 'health',
  summary: 'Whether the process is at work',
  scope: null,
  answers: {
    200: { description: 'It is', schema: health },
    503: { description: 'It has not looked for what is due for five minutes', schema: health },
  },
  handle: async ({ host, deps }) => {
    const tickedAt = host.tickedAt();
    const ok = tickedAt === null || deps.clock.now() - tickedAt < STUCK_MILLISECONDS;
    return json({ ok, version: host.version }, ok ? 200 : 503);
  },
});
