import type { Clock } from '../../clock.ts';
import type { Heartbeat, Receiver, SecretRef } from '../../config/model.ts';
import type { Notice } from './notice.ts';
import { slackBody, webhookRequest } from './requests.ts';
import { messageOf, type ZoneOf } from './texts.ts';

/** What sending needs of its host. */
export interface Sending {
  clock: Clock;
  fetch: typeof fetch;
  resolveSecret(ref: SecretRef): Promise<string>;
  zoneOf: ZoneOf;
  /** Whether it is to find out who is not reached, too. Default: no. */
  isTest?: boolean;
}

/** A receiver did not take it. Its message names neither address nor secret. */
export class NotTakenError extends Error {
  override readonly name = 'NotTakenError';
  readonly code = 'not-taken';
}

const TIMEOUT_MILLISECONDS = 10_000;
/** Nobody waits longer for a heartbeat: the next tick sends one as well. */
const HEARTBEAT_MILLISECONDS = 5_000;

/**
 * Tells one receiver of notices of one type, in one message; a webhook of exactly one.
 * @throws NotTakenError
 */
export async function send(
  sending: Sending,
  receiver: Receiver,
  notices: readonly [Notice, ...Notice[]],
): Promise<void> {
  const { clock, zoneOf, resolveSecret } = sending;
  switch (receiver.way) {
    case 'webhook': {
      const [url, secret] = [await resolved(sending, receiver.url), await resolved(sending, receiver.secret)];
      return post(sending, url, webhookRequest(notices[0], secret, clock.now()));
    }
    case 'slack': {
      const body = slackBody(messageOf(notices, zoneOf), receiver.format);
      return post(sending, await resolved(sending, receiver.url), { headers: {}, body });
    }
    case 'email': {
      const { mail } = await import('./email.ts');
      const smtp = await resolveSecret(receiver.smtp);
      return taken(mail(receiver, smtp, messageOf(notices, zoneOf), sending.isTest));
    }
    case 'topic': {
      const { publishToTopic } = await import('./topic.ts');
      return taken(publishToTopic(receiver.topic, messageOf(notices, zoneOf)));
    }
    default:
      // A way that is not carried out here would tell nobody, and nobody of that.
      receiver satisfies never;
  }
}

/** @throws NotTakenError */
export async function beat(
  sending: Pick<Sending, 'fetch' | 'resolveSecret'>,
  { url }: Heartbeat,
): Promise<void> {
  await request(sending, await resolved(sending, url), { method: 'GET' }, HEARTBEAT_MILLISECONDS);
}

async function post(
  sending: Pick<Sending, 'fetch'>,
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<void> {
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
  await request(sending, url, init, TIMEOUT_MILLISECONDS);
}

/** Redirects are not followed: what is sent is for the address that was named. */
async function request(
  { fetch }: Pick<Sending, 'fetch'>,
  url: string,
  init: RequestInit,
  milliseconds: number,
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(milliseconds) });
    // What it says is nobody's business, but the connection is free again.
    await response.body?.cancel();
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new NotTakenError(isLate ? 'did not answer in time' : 'could not be reached');
  }
  if (!response.ok) throw new NotTakenError(`answered ${response.status}`);
}

async function resolved({ resolveSecret }: Pick<Sending, 'resolveSecret'>, ref: SecretRef): Promise<string> {
  return (await resolveSecret(ref)).trim();
}

/** Errors of mail servers may quote what they were told. */
async function taken(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code).slice(0, 40) : 'unknown';
    throw new NotTakenError(`was not taken (${code})`);
  }
}
