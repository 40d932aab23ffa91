import { createHash } from 'node:crypto';
import * as z from 'zod';
import { isoOf } from '../../clock.ts';
import { closureCancelled, closureChanged, closureRequested } from '../../events/schemas/incoming.ts';
import { takeClosureEvent } from '../../operations/ad-hoc/closure-events.ts';
import type { ClosureEvent } from '../../operations/ad-hoc/closure-ledger.ts';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { instant, jsonNote, type NoteName, readNote } from '../../store/notes.ts';
import { checked, jsonIn, readBytes } from '../parse.ts';
import { Problem } from '../problem.ts';
import { type Call, type Host, route } from '../route.ts';
import { isSignedWith, type SignedMessage, signedMessage } from '../standard-webhook.ts';

/** Of one delivery. */
export const LARGEST_BYTES = 1024 * 1024;
/** Senders try again for days, under the same id. */
const KEPT_MILLISECONDS = 14 * 24 * 3600_000;

/** When the sender decided it, to the millisecond; the header counts seconds. */
const timestamp = z.iso.datetime({ offset: true }).exactOptional();
const message = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('closure.requested'), data: closureRequested, timestamp }),
    z.strictObject({ type: z.literal('closure.changed'), data: closureChanged, timestamp }),
    z.strictObject({ type: z.literal('closure.cancelled'), data: closureCancelled, timestamp }),
  ])
  .meta({ id: 'ClosureMessage' });

/** Whose secret a delivery is signed with. */
interface Sender {
  organization: string;
  name: string;
}

export const closureWebhookRoute = route({
  method: 'POST',
  path: '/webhooks/closures',
  operation: 'closureWebhook',
  summary: 'Takes closures as Standard Webhooks: closure.requested, closure.changed, closure.cancelled',
  scope: null,
  headers: {
    'webhook-id': 'The same for the same message, however often it is sent',
    'webhook-timestamp': 'When it was sent, in seconds',
    'webhook-signature': 'One or more of v1,<base64>',
  },
  rawBody: message,
  answers: { 204: { description: 'It is stored, and is brought about' } },
  problems: [401, 413, 422],
  handle: async (call) => {
    const { host, deps, headers, request } = call;
    const body = await readBytes(request, LARGEST_BYTES);
    const signed = signedMessage(headers, body, deps.clock.now());
    const sender = await senderOf(host, signed);
    const { name } = noteOf(sender, signed);
    if ((await readNote(deps.store, sender.organization, noteOf(sender, signed))) === null) {
      await take(call, sender, signed);
      const forgetAt = deps.clock.now() + KEPT_MILLISECONDS;
      await deps.store.swapNote(sender.organization, name, null, String(deps.clock.now()), forgetAt);
    }
    return new Response(null, { status: 204 });
  },
});

/** Everything that it asks for is durable when this has resolved. */
async function take(
  { host, deps }: Call,
  { organization, name }: Sender,
  { at, body }: SignedMessage,
): Promise<void> {
  const { type, data, timestamp: decided } = checked(jsonIn(body), message);
  const event = { kind: type.slice('closure.'.length), detail: data } as ClosureEvent;
  const said = {
    at: Date.parse(data.at ?? decided ?? isoOf(at)),
    source: name,
    actor: `webhook:${name}`,
    organization,
  };
  const { organizations } = await takeClosureEvent(deps, event, said);
  await host.wake(organizations);
}

/** The organization is the one whose secret it was signed with. @throws Problem 401 for nobody's */
async function senderOf({ deps, resolveSecret, onError }: Host, signed: SignedMessage): Promise<Sender> {
  const applied = await readAppliedConfig(deps.store);
  const senders: Sender[] = [];
  for (const { id, webhooks = [] } of applied?.config.organizations ?? [])
    for (const { name, secret } of webhooks)
      try {
        if (isSignedWith(signed, await resolveSecret(secret))) senders.push({ organization: id, name });
      } catch (error) {
        // One secret that cannot be had keeps nobody out but its own senders.
        onError(error);
      }
  if (senders[0]) return senders[0];
  throw new Problem(401, {
    code: 'bad-signature',
    detail: 'No signature of it was made with a secret that is known.',
  });
}

function noteOf({ organization, name }: Sender, { id }: SignedMessage) {
  const hash = createHash('sha256')
    .update(JSON.stringify([organization, name, id]))
    .digest('hex');
  return jsonNote(`webhook:${hash}` satisfies NoteName, instant);
}
