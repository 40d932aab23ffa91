import middy from '@middy/core';
import * as z from 'zod';
import { closureCancelled, closureChanged, closureRequested } from '../lib/events/schemas/incoming.ts';
import { type ClosureEventAnswer, takeClosureEvent } from '../lib/operations/ad-hoc/closure-events.ts';
import type { ClosureEvent } from '../lib/operations/ad-hoc/closure-ledger.ts';
import { wake } from '../lib/operations/tick.ts';
import { UsageError } from '../lib/reconcile/pass/errors.ts';
import { EventRefusedError, read } from './support/errors.ts';
import { busEvent } from './support/events.ts';
import { log } from './support/log.ts';
import { minute } from './support/minute.ts';
import { observed } from './support/observed.ts';

/** `Closure Requested`, `Changed`, `Cancelled`, from any source: takes it down and has it brought about at once. */
export const handler = middy<unknown, ClosureEventAnswer>()
  .use(observed('closure-events'))
  .handler(async (event) => {
    const { source, time, ...envelope } = read(busEvent, event);
    const asked = closureEventOf(envelope['detail-type'], envelope.detail);
    const { store, clock, bus } = await minute();
    const said = { at: Date.parse(asked.detail.at ?? time), source };
    const answer = await takeClosureEvent({ store, clock, announces: true }, asked, said).catch(refuse);
    const woken = await wake({ clock, bus }, answer.organizations);
    const { id, organizations, waiting } = answer;
    log('info', 'closure event taken', {
      kind: asked.kind,
      closure: id,
      organizations: organizations.length,
      waiting,
      woken,
    });
    return answer;
  });

function closureEventOf(type: string, detail: unknown): ClosureEvent {
  switch (read(z.enum(['Closure Requested', 'Closure Changed', 'Closure Cancelled']), type)) {
    case 'Closure Requested':
      return { kind: 'requested', detail: read(closureRequested, detail) };
    case 'Closure Changed':
      return { kind: 'changed', detail: read(closureChanged, detail) };
    case 'Closure Cancelled':
      return { kind: 'cancelled', detail: read(closureCancelled, detail) };
  }
}

/** What can never be done goes to the failures with its reason; anything else is tried again by Lambda. */
function refuse(error: unknown): never {
  if (!(error instanceof UsageError)) throw error;
  throw new EventRefusedError(error.code, `${error.message} ${error.remedy}`, error);
}
