import * as z from 'zod';
import type { Organization, SecretRef } from '../../config/model.ts';
import { takePartooEvent } from '../../operations/partoo-event.ts';
import {
  PartooWebhookError,
  publishedWebhookKey,
  type ReceivedEvent,
  receiveWebhook,
  SIGNATURE_HEADER,
  webhookKeysIn,
} from '../../partoo/index.ts';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { checked, jsonIn, readBytes } from '../parse.ts';
import { Problem } from '../problem.ts';
import { type Host, route } from '../route.ts';
import { LARGEST_BYTES } from './webhooks.ts';

const event = z.looseObject({ type: z.string(), payload: z.unknown() }).meta({ id: 'PartooEvent' });

export const partooWebhookRoute = route({
  method: 'POST',
  path: '/webhooks/partoo',
  operation: 'partooWebhook',
  summary: 'Takes what Partoo tells: business_* has that business read anew, all else is acknowledged',
  scope: null,
  // Partoo proposes a secret in the address. It is no secret to whoever logs addresses: nothing is made of it.
  query: z.looseObject({}),
  headers: { [SIGNATURE_HEADER]: 'Base64 of the Ed25519 signature over the bytes of the body' },
  rawBody: event,
  answers: { 200: { description: 'It is stored, and worked on after' } },
  problems: [401, 413],
  handle: async ({ host, deps, headers, request }) => {
    const body = await readBytes(request, LARGEST_BYTES);
    const { received, organizations } = await verified(host, body, headers.get(SIGNATURE_HEADER));
    await host.wake(await takePartooEvent(deps, received, organizations));
    return new Response(null, { status: 200 });
  },
});

interface Verified {
  received: ReceivedEvent;
  /** Those whose key it was signed with: Partoo signs for all of its customers with one. */
  organizations: Organization[];
}

/** @throws Problem 401 for what Partoo has not signed, 400 for what is no event */
async function verified(host: Host, body: Uint8Array, signature: string | null): Promise<Verified> {
  const applied = await readAppliedConfig(host.deps.store);
  const organizations: Organization[] = [];
  let received: ReceivedEvent | null = null;
  let keys = 0;
  let refusal = new PartooWebhookError('bad-signature');
  for (const organization of applied?.config.organizations ?? [])
    for (const key of await keysOf(host, organization)) {
      keys += 1;
      try {
        received = receiveWebhook(body, signature, [key]);
        organizations.push(organization);
        break;
      } catch (error) {
        if (error instanceof PartooWebhookError) refusal = isForged(refusal) ? error : refusal;
        // One key that is none keeps nobody out but its own organization.
        else host.onError(error);
      }
    }
  if (received) return { received, organizations };
  if (refusal.code === 'unexpected-shape') throw noEvent(body, refusal.code);
  throw refused(refusal, keys);
}

/** The client says it in the words of its parser. */
function noEvent(body: Uint8Array, code: string): Problem {
  try {
    checked(jsonIn(body), event);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  return new Problem(400, { code, detail: 'Its payload is none that Partoo documents for its type.' });
}

function refused({ code, message }: PartooWebhookError, keys: number): Problem {
  if (keys === 0)
    return new Problem(401, {
      code: 'no-key',
      detail:
        'No key is known that this Partoo signs with: give `webhookPublicKey` of the organization in closures.yml.',
    });
  return new Problem(isForged({ code }) ? 401 : 400, { code, detail: message });
}

function isForged({ code }: Pick<PartooWebhookError, 'code'>): boolean {
  return code === 'no-signature' || code === 'bad-signature';
}

/** Those of the configuration, else the one that Partoo publishes for where the organization is. */
async function keysOf({ deps, resolveSecret, onError }: Host, organization: Organization): Promise<string[]> {
  const { webhookPublicKey } = organization;
  try {
    if (webhookPublicKey === null) {
      const published = publishedWebhookKey((await deps.findAccount(organization)).baseUrl);
      return published === null ? [] : [published];
    }
    const isReference = /^(env|ssm|secretsmanager):/.test(webhookPublicKey);
    return webhookKeysIn(isReference ? await resolveSecret(webhookPublicKey as SecretRef) : webhookPublicKey);
  } catch (error) {
    onError(error);
    return [];
  }
}
