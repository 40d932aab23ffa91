/** What we tell, for whom it concerns. At least once: receivers drop what has an `eventId` that they have seen. */
import * as z from 'zod';

const common = {
  version: z.literal(1),
  eventId: z.string().describe('The same for the same fact, however often it is told'),
  organization: z.string(),
  at: z.iso.datetime({ offset: true }),
};
const closure = z.string().describe('The name of the rule, or ad-hoc:ID');
const by = z.string().describe('Who asked for it: command:NAME and the like');
const bound = z.string().describe('An instant, a local day or local wall-clock');
const ofRequest = {
  closure,
  kind: z.enum(['closure', 'hold']),
  reason: z.string(),
  businesses: z.int().describe('How many businesses it concerns'),
};
const ofBusiness = { business: z.string(), code: z.string().nullable() };
const ofClosure = {
  closure,
  reason: z.string(),
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }).nullable().describe('null: until further notice'),
  businesses: z.int().describe('How many businesses it concerns'),
};
const span = { start: z.string(), end: z.string().nullable() };
const change = z.object({
  rule: z.string(),
  businesses: z.int().describe('How many businesses any of it concerns'),
  codes: z.array(z.string()).describe('The first of them, by code or id'),
  count: z.int().describe('How many dates came, went or moved'),
  dates: z
    .array(
      z.object({
        kind: z.enum(['added', 'removed', 'moved']),
        name: z.string().nullable(),
        ...span,
        from: z.object(span).optional().describe('Where it was, if it moved'),
        businesses: z.int(),
      }),
    )
    .describe('The first of them'),
});

export const OUTGOING = {
  'Closure Started': z.object({ ...common, ...ofClosure }),
  'Closure Ended': z.object({ ...common, ...ofClosure }),
  'Business Messaging Changed': z.object({
    ...common,
    ...ofBusiness,
    closure: closure.nullable(),
    reason: z.string(),
    action: z.enum(['close', 'change', 'reopen', 'leave']),
    fields: z.array(z.string()).describe('The settings fields whose values changed'),
    rewritten: z
      .array(z.string())
      .optional()
      .describe('Texts that Partoo keeps otherwise than they were sent; told once'),
  }),
  'Template Changed': z.object({
    ...common,
    template: z.string().describe('Its title, as closures.yml writes it'),
    closure: closure.nullable(),
    reason: z.string(),
    action: z.enum(['close', 'change', 'reopen', 'leave']),
    fields: z.array(z.string()).describe('The fields of the template whose values changed'),
    rewritten: z
      .array(z.string())
      .optional()
      .describe('Texts that Partoo keeps otherwise than they were sent; told once'),
  }),
  'Manual Change Kept': z.object({
    ...common,
    ...ofBusiness,
    closure: closure.nullable(),
    reason: z.string(),
    fields: z.array(z.string()).describe('The settings fields that stay as somebody changed them'),
  }),
  'Business Failing': z.object({ ...common, ...ofBusiness, reason: z.string(), error: z.string() }),
  'Closure Late': z.object({ ...common, ...ofClosure, lateSeconds: z.number() }),
  'Calendar Alert': z.object({
    ...common,
    reason: z.string(),
    alert: z.string(),
    change: change.optional().describe('Of the alert dates-changed'),
  }),
  'Closure Waiting': z.object({
    ...common,
    ...ofRequest,
    by,
    asks: z.enum(['closure', 'change', 'end']).describe('What waits: all of it, a change, or its end'),
    beyond: z.enum(['businesses', 'time']).describe('What it is beyond: so many businesses, or so long'),
    from: bound,
    until: bound.nullable().describe('null: until further notice'),
  }),
  'Closure Decided': z.object({
    ...common,
    ...ofRequest,
    by: by.nullable().describe('null: nobody decided in time'),
    askedBy: z.array(z.string()),
    decision: z.enum(['approved', 'declined', 'withdrawn', 'lapsed']),
  }),
  'Closure Open Ended': z.object({
    ...common,
    ...ofRequest,
    by,
    from: bound,
    days: z.int().describe('How long it has been in force: told after three days, and then every week'),
  }),
  'Key Refused': z.object({ ...common, reason: z.string() }),
  'Key Expires': z.object({
    ...common,
    reason: z.string(),
    expires: z.iso.date().describe('The first day on which Partoo refuses the key'),
    days: z.int().describe('How many are left'),
  }),
  'Writing Paused': z.object({ ...common, by }),
  'Writing Resumed': z.object({ ...common, by }),
} as const;
export type OutgoingType = keyof typeof OUTGOING;
/** What an event says beyond what every event carries. */
export type Told<T extends OutgoingType> = Omit<z.infer<(typeof OUTGOING)[T]>, keyof typeof common>;
