import {
  createPartooClient,
  type PartooClient,
  type PartooClientOptions,
} from '../../../lib/partoo/index.ts';
import { LONG, skippingClock } from './clocks.ts';

export const KEY = 'k-5f0c4b1e9d7a';

/** A client that waits on a skipping clock, without jitter. */
export function testClient(baseUrl: string, options: Partial<PartooClientOptions> = {}): PartooClient {
  return createPartooClient({
    baseUrl,
    apiKey: KEY,
    clock: skippingClock(),
    random: () => 1,
    attemptTimeoutMilliseconds: LONG,
    totalTimeoutMilliseconds: 3 * LONG,
    ...options,
  });
}

/** What a promise was rejected with; fails if it was not. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error('This was expected to be rejected with an error.');
}

export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of iterable) all.push(item);
  return all;
}

export function settingsOf(id: number, more: Record<string, unknown> = {}) {
  return {
    id,
    business_id: `b${id}`,
    business_name: `Shop ${id}`,
    welcome_message: 'Hello',
    offline_message: 'Later',
    uses_business_hours: true,
    custom_chat_hours: null,
    is_launched: true,
    ...more,
  };
}

export function pageOf(settings: unknown[], page = 1, maxPage = 1) {
  return { settings, page, max_page: maxPage, count: settings.length };
}
