import * as z from 'zod';
import { oneOfEach, sayings, scopeMembers } from '../events/schemas/incoming.ts';
import { CLOSURE_STATES } from '../operations/index.ts';
import { bound, name } from './query.ts';

const scope = z
  .strictObject(scopeMembers)
  .refine((value) => Object.keys(value).some((kind) => kind !== 'exclude'), {
    error: 'selects nothing: name codes, businesses, groups, countries, regions, zipcodes or cities',
  });

export const closureRequest = oneOfEach(
  z.strictObject({
    organization: name.exactOptional(),
    scope: scope.exactOptional(),
    all: z.literal(true).exactOptional(),
    from: bound.exactOptional(),
    ...sayings,
    hold: z.boolean().exactOptional().describe('Keeps open whatever the rules say'),
  }),
)
  .refine((value) => (value.scope === undefined) !== (value.all === undefined), {
    error: 'give `scope`, or `all: true` for every business; not both',
    path: ['scope'],
  })
  .meta({ id: 'ClosureRequest' });
export type ClosureBody = z.infer<typeof closureRequest>;

const { until, message, text, language, reason } = sayings;
export const closurePatch = oneOfEach(
  z.strictObject({ from: bound.exactOptional(), until, message, text, language, reason }),
)
  .refine((value) => Object.keys(value).length > 0, { error: 'changes nothing' })
  .meta({ id: 'ClosurePatch' });

const instant = z.string().describe('ISO 8601 with offset');
const waiting = z.object({
  kind: z.enum(['closure', 'change', 'end']),
  beyond: z.enum(['businesses', 'time']).describe('What it is beyond: so many businesses, or so long'),
  by: z.array(z.string()).describe('Who asked; none of them may approve it'),
  at: instant,
  from: z.string().optional(),
  until: z.string().nullable().optional(),
  message: z.string().optional(),
  text: z.string().optional(),
  language: z.string().optional(),
  reason: z.string().nullable().optional(),
  urgent: z.boolean().optional(),
});
/** A closure as it is shown. */
export const closureDocument = z
  .object({
    id: z.string(),
    organization: z.string(),
    organizations: z.array(z.string()).describe('All in which it stands'),
    kind: z.enum(['closure', 'hold']),
    scope: z.record(z.string(), z.unknown()).optional(),
    all: z.literal(true).optional(),
    from: z.string(),
    until: z.string().nullable(),
    message: z.string().optional(),
    text: z.string().optional(),
    language: z.string().optional(),
    reason: z.string().nullable(),
    urgent: z.boolean(),
    state: z.enum(CLOSURE_STATES),
    businesses: z.int().describe('How many it concerns'),
    released: z.int().describe('Of these, how many were let go since it began: for them it counts no more'),
    timezone: z.string().nullable().describe('Of all of them; null: they have several'),
    actor: z.string(),
    createdAt: instant,
    updatedAt: instant,
    endedAt: instant.nullable().describe('When somebody ended it; null: nobody did'),
    waiting: waiting.nullable().describe('What waits for approval: all of it, a change, or its end'),
    decided: z
      .object({ decision: z.enum(['approved', 'declined', 'withdrawn']), by: z.string(), at: instant })
      .nullable()
      .describe('How the request was decided, where it had to wait'),
  })
  .meta({ id: 'Closure' });
export type ClosureDocument = z.infer<typeof closureDocument>;
