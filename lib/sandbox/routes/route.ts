import type { Instant } from '../../clock.ts';
import type { Organization } from '../organization.ts';
import type { Reply } from '../replies.ts';

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
  manners: Manners;
  now: Instant;
  /** The instant whose state a list of settings shows; before `now` where reads are stale. */
  readInstant: Instant;
  /** How far back stale reads can reach: older versions may be forgotten. */
  keepSince: Instant;
  /** Whether lists shift by a row while they are paged through. */
  shifted: boolean;
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
  handle(call: Call): Reply;
}

/** For the rare parameter that the path has for certain. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}
