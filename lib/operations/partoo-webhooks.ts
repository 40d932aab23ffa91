/** To whom Partoo tells what happens: one address for each event and organization. */
import type { Organization } from '../config/model.ts';
import { isLocalUrl } from '../local-url.ts';
import type { Webhook, WebhooksOperations } from '../partoo/index.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { addressIn, isPrivateAddress } from '../reconcile/refresh/feeds/addresses.ts';

/** What closures go by; messages and leads are nobody's business here. */
const OURS = ['business_created', 'business_updated', 'business_deleted'] as const;

/** Partoo's own bound is not known; nobody's address is longer. */
const LONGEST_URL = 2000;

export interface EventHolder {
  organization: string;
  event: string;
  /** null: nobody has subscribed to it. */
  url: string | null;
}

export interface Registration extends EventHolder {
  /** `held`: it goes on to somebody else, whom `url` names. */
  outcome: 'registered' | 'replaced' | 'unchanged' | 'held';
  /** Who had it before, where that was somebody else. */
  before: string | null;
}

/** Every configuration of an organization, and the events of ours that are free. @throws PartooError */
export async function listWebhooks(deps: Deps, organization: Organization): Promise<EventHolder[]> {
  const known = await configured(await webhooksOf(deps, organization));
  const free = OURS.filter((event) => !known.has(event));
  return [
    ...[...known.values()].map(({ event_type: event, url }) => ({
      organization: organization.id,
      event,
      url,
    })),
    ...free.map((event) => ({ organization: organization.id, event, url: null })),
  ].sort((a, b) => (a.event < b.event ? -1 : 1));
}

/**
 * Has events about businesses sent to an address, as far as they are free; with `replace`, also those that go to somebody
 * else. What an organization has already is left alone, so that it may be asked for again.
 * @throws UsageError for what is no address that Partoo takes
 * @throws PartooError
 */
export async function registerWebhooks(
  deps: Deps,
  organization: Organization,
  { url, replace }: { url: string; replace: boolean },
): Promise<Registration[]> {
  refuseUrl(url, (await deps.findAccount(organization)).baseUrl);
  const webhooks = await webhooksOf(deps, organization);
  const known = await configured(webhooks);
  const done: Registration[] = [];
  // One by one: Partoo takes all of a request or none of it.
  for (const event of OURS) {
    const holder = known.get(event);
    const said = { organization: organization.id, event };
    if (holder === undefined) {
      await webhooks.create([{ url, event_type: event }]);
      done.push({ ...said, url, outcome: 'registered', before: null });
    } else if (holder.url === url) done.push({ ...said, url, outcome: 'unchanged', before: null });
    else if (!replace) done.push({ ...said, url: holder.url, outcome: 'held', before: null });
    else {
      await webhooks.update(holder.id, { url, ...withoutHeaders(holder) });
      done.push({ ...said, url, outcome: 'replaced', before: holder.url });
    }
  }
  return done;
}

/** Headers are what the one before asked for, perhaps a secret: they are not sent to somebody else. */
function withoutHeaders({ headers }: Webhook): { headers?: Record<string, string> } {
  return headers && Object.keys(headers).length > 0 ? { headers: {} } : {};
}

async function webhooksOf(deps: Deps, organization: Organization): Promise<WebhooksOperations> {
  return (await deps.openAccount(organization)).client.webhooks;
}

async function configured(webhooks: WebhooksOperations): Promise<Map<string, Webhook>> {
  const found = new Map<string, Webhook>();
  const call = { onInvalid: ({ issue }: { issue: string }) => refuseUnreadable(issue) };
  for await (const one of webhooks.list({ perPage: 100 }, call)) found.set(one.event_type, one);
  return found;
}

/** Whose event it is cannot be told, and none may be taken for free. @throws UsageError */
function refuseUnreadable(issue: string): never {
  throw new UsageError(
    'unreadable-webhook',
    `Partoo lists a webhook that cannot be read (${issue}), so nobody can tell which events are free.`,
    'Look at it in Partoo, under Settings > Integrations > Webhooks. Nothing was registered.',
  );
}

/** Partoo sends to HTTPS alone, from outside; a Partoo on this machine also to this machine. @throws UsageError */
function refuseUrl(text: string, baseUrl: string): void {
  const url = URL.parse(text);
  const isPlain = url?.username === '' && url.hash === '' && text.length <= LONGEST_URL;
  const isHere = isLocalUrl(text) && isLocalUrl(baseUrl) && /^https?:$/.test(url?.protocol ?? '');
  if (isPlain && (isHere || (url.protocol === 'https:' && !isInside(url.hostname)))) return;
  throw new UsageError(
    'url',
    'The address is none that Partoo sends to.',
    'Write where this is reached from outside, such as https://closures.example.com/webhooks/partoo.',
  );
}

/** Whether a host lies in somebody's own network, as far as its name or number tells. */
function isInside(hostname: string): boolean {
  const address = addressIn(hostname);
  return address === null ? /(^|\.)localhost\.?$/.test(hostname) : isPrivateAddress(address);
}
