import type { Clock, Instant } from '../clock.ts';
import type { Conversations } from './conversations.ts';
import type { Faults } from './faults.ts';
import type { ApiKey, ChannelState } from './model.ts';
import type { Organization } from './organization.ts';
import type { RateLimit } from './rate-limit.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Manners } from './routes/route.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** What one running sandbox consists of, shared by the API and the control endpoints. */
export interface World {
  clock: Clock;
  seed: number;
  apiKey: string;
  organization: Organization;
  conversations: Conversations;
  webhooks: Webhooks;
  apiKeys: ApiKey[];
  customChannels: Map<string, ChannelState>;
  manners: Manners;
  rateLimit: RateLimit;
  /** Replaced as a whole when another plan comes into force. */
  faults: Faults;
  requests: LoggedRequest[];
  /** Aborted when the sandbox closes, so that slow answers do not outlive it. */
  closing: AbortSignal;
}

/** Stale reads may be switched on at any time; this much of the past is kept for them even while they are off. */
const KEPT_MILLISECONDS = 60_000;

/** Versions of settings from this instant on have to be kept. */
export function keepSince({ clock, faults }: World): Instant {
  return clock.now() - Math.max(KEPT_MILLISECONDS, faults.plan.staleReadsMilliseconds ?? 0);
}
