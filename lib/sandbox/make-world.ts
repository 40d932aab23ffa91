import type { Clock } from '../clock.ts';
import { Conversations } from './conversations.ts';
import { type FaultPlan, Faults } from './faults.ts';
import type { ChannelState, MessageTemplate, SeededBusiness } from './model.ts';
import { Organization } from './organization.ts';
import { makeTemplates, SECTIONS } from './population/company.ts';
import { addConversations } from './population/conversations.ts';
import { makeBusinesses } from './population/make-businesses.ts';
import { RateLimit } from './rate-limit.ts';
import { newApiKey } from './routes/api-keys.ts';
import type { TextTreatment } from './texts.ts';
import { signingKey } from './webhooks/signing.ts';
import { Webhooks } from './webhooks/webhooks.ts';
import type { World } from './world.ts';

export interface SandboxOptions {
  /** On 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** Rate limit, propagation, slow answers and stale reads all run on it. */
  clock: Clock;
  /** Default 1. */
  seed?: number;
  /** How many to make up ({@link makeBusinesses}, by `seed`), or which. */
  businesses: number | SeededBusiness[];
  /** Default `sandbox-key`. */
  apiKey?: string;
  /** Default 300, as documented; 0 switches the limit off. */
  requestsPerMinute?: number;
  /** How long a change of `is_launched` made over the API takes to show in reads. Default 0. */
  launchDelayMilliseconds?: number;
  /** Default `trim-and-normalize`. */
  textTreatment?: TextTreatment;
  faults?: FaultPlan;
  /** Ids or store codes of businesses that refuse chat hours without any window; `true`: all of them. */
  refusesEmptyHours?: string[] | boolean;
  /** Whether `custom_chat_hours: null` is refused in writes, although reads answer it. */
  refusesNullHours?: boolean;
  /** Default: three, of which one in the malformed shape of the documentation. */
  templates?: MessageTemplate[];
  /** How long a message takes from `Sending` to `Success`, and an ingested one to appear. Default 1,000. */
  sendDelayMilliseconds?: number;
  /** Ids of the custom channels that messages can be pushed into. Default: `channel-1`. */
  customChannels?: string[];
}

/** A Partoo with one organization, not yet served. */
export function makeWorld(options: SandboxOptions, closing: AbortSignal): World {
  const seed = options.seed ?? 1;
  const { clock, businesses } = options;
  const webhooks = new Webhooks(clock, signingKey(seed), closing);
  const world: World = {
    clock,
    seed,
    apiKey: options.apiKey ?? 'sandbox-key',
    organization: new Organization(
      typeof businesses === 'number' ? makeBusinesses(businesses, seed) : structuredClone(businesses),
      structuredClone(options.templates ?? makeTemplates(seed)),
      structuredClone([...SECTIONS]),
      options.textTreatment ?? 'trim-and-normalize',
    ),
    manners: {
      launchDelayMilliseconds: options.launchDelayMilliseconds ?? 0,
      refusesEmptyHours: options.refusesEmptyHours ?? false,
      refusesNullHours: options.refusesNullHours ?? false,
    },
    rateLimit: new RateLimit(options.requestsPerMinute ?? 300),
    faults: new Faults(options.faults ?? {}, seed),
    requests: [],
    conversations: new Conversations(clock, webhooks, options.sendDelayMilliseconds ?? 1_000, closing),
    webhooks,
    apiKeys: [newApiKey(0, clock.now())],
    customChannels: new Map((options.customChannels ?? ['channel-1']).map((id) => [id, newChannel(id)])),
    closing,
  };
  addConversations(world.organization, world.conversations, seed);
  return world;
}

function newChannel(id: string): ChannelState {
  return { id, name: `Custom ${id}`, messages: new Set(), conversations: new Map() };
}
