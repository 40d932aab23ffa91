import type { Clock, Instant } from '../../clock.ts';
import { isLocalUrl } from '../../local-url.ts';
import type { SigningKey } from './signing.ts';

export const EVENT_TYPES = [
  'business_created',
  'business_updated',
  'business_deleted',
  'message_created',
  'message_updated',
  'lead_received',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface WebhookConfig {
  id: number;
  url: string;
  event_type: EventType;
  created_at: string;
  updated_at: string;
  org_id: number;
  headers: Record<string, string>;
}

/** One attempt to deliver an event. */
export interface Delivery {
  at: Instant;
  type: EventType;
  url: string;
  /** The raw body that was signed. */
  body: string;
  /** 1, and up to 6 where the receiver answers 5xx or not at all. */
  attempt: number;
  /** 0 where nobody answered. */
  status: number;
}

const RETRIES = 5;
const FIRST_PAUSE_MILLISECONDS = 1_000;
const TIMEOUT_MILLISECONDS = 10_000;

type Target = Pick<WebhookConfig, 'url' | 'headers'>;

/** The organization's subscriptions, and the deliveries to them, which nobody waits for. */
export class Webhooks {
  readonly configs: WebhookConfig[] = [];
  readonly deliveries: Delivery[] = [];
  readonly publicKey: string;
  readonly #clock: Clock;
  readonly #key: SigningKey;
  readonly #closing: AbortSignal;
  readonly #underway = new Set<Promise<void>>();

  constructor(clock: Clock, key: SigningKey, closing: AbortSignal) {
    this.#clock = clock;
    this.#key = key;
    this.#closing = closing;
    this.publicKey = key.publicKey;
  }

  /** Sends an event to whoever subscribed to its type. The body is fixed now, whatever happens to its objects later. */
  emit(type: EventType, payload: unknown): void {
    for (const config of this.configs) {
      if (config.event_type === type) this.deliver(type, payload, config);
    }
  }

  deliver(type: EventType, payload: unknown, { url, headers }: Target): void {
    // A sandbox must not knock at strangers' doors.
    if (!isLocalUrl(url)) return;
    const body = JSON.stringify({ type, payload });
    const underway = this.#attempts(type, body, { url, headers: { ...headers } })
      .catch(() => undefined) // Only the sandbox' closing ends it early.
      .finally(() => this.#underway.delete(underway));
    this.#underway.add(underway);
  }

  /** Resolves when nothing is under way; what waits for another attempt waits on the clock. */
  async idle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }

  /** Exactly 200 is well; on 5xx there are up to five more attempts, with pauses that double; 4xx ends it. */
  async #attempts(type: EventType, body: string, target: Target): Promise<void> {
    for (let attempt = 1; attempt <= RETRIES + 1; attempt += 1) {
      const at = this.#clock.now();
      const status = await this.#post(body, target);
      this.deliveries.push({ at, type, url: target.url, body, attempt, status });
      if (status > 0 && status < 500) return;
      if (attempt > RETRIES) return;
      await this.#clock.sleep(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1), this.#closing);
    }
  }

  async #post(body: string, { url, headers }: Target): Promise<number> {
    const bytes = Buffer.from(body);
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          ...headers,
          'Content-Type': 'application/json',
          'X-Partoo-Signature-v1': this.#key.sign(bytes),
        },
        body: bytes,
        signal: AbortSignal.any([this.#closing, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      this.#closing.throwIfAborted();
      return 0;
    }
  }
}
