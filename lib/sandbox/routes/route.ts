import type { Instant } from '../../clock.ts';
import type { Conversations } from '../conversations.ts';
import type { ApiKey, ChannelState } from '../model.ts';
import type { OddPages, OddWrite } from '../oddities/schema.ts';
import type { Organization } from '../organization.ts';
import type { Reply } from '../replies.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

/** How this Partoo treats writes of messaging settings where the documentation leaves it open. */
export interface Manners {
  launchDelayMilliseconds: number;
  /** Ids or store codes of the businesses whose chat hours may not be emptied; or all, or none. */
  refusesEmptyHours: string[] | boolean;
  /** Whether `custom_chat_hours: null` is refused, although it is what a GET may answer. */
  refusesNullHours: boolean;
}

/** One request, as its handler gets it: authenticated, within the quota, its body parsed. */
export interface Call {
  organization: Organization;
  conversations: Conversations;
  webhooks: Webhooks;
  apiKeys: ApiKey[];
  /** By id; channels are created by Partoo's staff, not over the API. */
  customChannels: Map<string, ChannelState>;
  manners: Manners;
  now: Instant;
  /** The instant whose state a list of settings shows; before `now` where reads are stale. */
  readInstant: Instant;
  /** How far back stale reads can reach: older versions may be forgotten. */
  keepSince: Instant;
  /** What becomes of a write of settings, and of the pages of a list; empty where nothing is odd. */
  oddWrites: readonly OddWrite[];
  oddPages: OddPages;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Below the base URL, in the contract's notation: `/messaging/settings/{setting_id}`. */
  path: string;
  /** The contract's operationId. */
  operation: string;
  /** A POST that has nothing to say and needs no Content-Type: the documentation's own examples send none. */
  bodiless?: boolean;
  handle(call: Call): Reply;
}

/** For the rare parameter that the path has for certain. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

/** A numeric id in the path; what is no number names nothing that exists. */
export function numberParam(call: Call, name: string): number {
  const text = param(call, name);
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
