import { createHash, createHmac } from 'node:crypto';
import { createHttp } from '../../../../lib/http/app.ts';
import { wake } from '../../../../lib/operations/tick.ts';
import { createToken } from '../../../../lib/operations/tokens.ts';
import { PARTOO_KEY, webhookSecretOf } from '../yaml.ts';
import type { Functions } from './functions.ts';
import type { Stage } from './stage.ts';

/** A key of 32 bytes for each organization, by what closures.yml calls it. */
const keyOf = (name: string): Buffer => createHash('sha256').update(name).digest();
const HOST = 'https://closures.test';

/** The HTTP interface of a deployment, and two who use it: one with a token, one who signs webhooks. */
export interface HttpDoor {
  /** Asks with the token. Resolves to the body. @throws where the answer is not 2xx */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown>;
  /** Sends what Partoo tells, signed with its key. */
  tellOfPartoo(event: object): Promise<void>;
  /** Sends a webhook as often as it takes, and once more: the same id is taken once. */
  send(organization: string, id: string, message: { type: string; data: unknown }): Promise<void>;
}

export async function openHttpDoor(stage: Stage, functions: Functions): Promise<HttpDoor> {
  const { clock, story } = stage;
  const serve = createHttp({
    deps: functions.deps(),
    version: '0.0.0',
    tickedAt: () => null,
    resolveSecret: async (reference) => `whsec_${keyOf(reference).toString('base64')}`,
    wake: async (organizations) => void (await wake({ clock, bus: functions.bus }, organizations)),
    onError: (error) => void (stage.isUnwell() || story.errors.push(`http: ${String(error)}`)),
  });
  const asking = { name: 'sim', scopes: ['operate' as const], organization: null, expiresAt: null };
  const { token } = await createToken(functions.deps(), asking);

  async function answered(request: Request): Promise<string> {
    const response = await serve(request);
    const text = await response.text();
    if (!response.ok) throw new Error(`${request.method} ${request.url}: ${response.status} ${text}`);
    return text;
  }

  return {
    async ask(method, path, body, headers = {}) {
      const init = {
        method,
        headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      const text = await answered(new Request(`${HOST}${path}`, init));
      return text === '' ? null : JSON.parse(text);
    },
    async tellOfPartoo(event) {
      const body = JSON.stringify(event);
      const headers = {
        'content-type': 'application/json',
        'x-partoo-signature-v1': PARTOO_KEY.sign(Buffer.from(body)),
      };
      await answered(new Request(`${HOST}/webhooks/partoo`, { method: 'POST', headers, body }));
    },
    async send(organization, id, message) {
      const body = JSON.stringify(message);
      const seconds = Math.floor(clock.now() / 1000);
      const signature = createHmac('sha256', keyOf(webhookSecretOf(organization)))
        .update(`${id}.${seconds}.${body}`)
        .digest('base64');
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': `v1,${signature}`,
      };
      const init = { method: 'POST', headers, body };
      for (let times = 0; times < 2; times += 1)
        await answered(new Request(`${HOST}/webhooks/closures`, init));
    },
  };
}
