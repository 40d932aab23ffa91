import type { BusEvent } from '../../../lib/events/bus.ts';
import { withOutbox } from '../../../lib/events/with-outbox.ts';
import { loadPasses } from '../../../lib/operations/create-deps.ts';
import { createDeps, type Deps } from '../../../lib/operations/index.ts';
import { reconcileDue } from '../../../lib/operations/reconcile-due.ts';
import { run } from '../../../lib/operations/run.ts';
import { tick } from '../../../lib/operations/tick.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../lib/sandbox/index.ts';
import { VirtualClock } from '../../../lib/simulation/virtual-clock.ts';
import type { Store } from '../../../lib/store/store.ts';
import { BY_HAND } from '../../support/world/asked.ts';
import type { Moment, OrganizationMoment } from '../model.ts';

/** Today's code on a store of another release, with Partoo as that release left it, at that instant. */
export interface Upgraded {
  clock: VirtualClock;
  deps: Deps;
  sandboxes: ReadonlyMap<string, Sandbox>;
  /** What was put on the bus so far. */
  told: BusEvent[];
  /** Codes of the shops to which something was written since then, once a write. */
  written(organization: string): string[];
  /** A pass by hand. */
  run(organization: string): ReturnType<typeof run>;
  /** What the minute's functions do: who is due is reconciled. How many were due. */
  minute(): Promise<number>;
  /** Lets time pass to an instant and has that minute looked after. */
  minuteAt(iso: string): Promise<void>;
  end(): Promise<void>;
}

const DEADLINE_MILLISECONDS = 14 * 60_000;

export async function upgrade(moment: Moment, open: () => Promise<Store>): Promise<Upgraded> {
  await loadPasses();
  const clock = new VirtualClock(startOf(moment));
  const sandboxes = new Map<string, Sandbox>();
  for (const [id, one] of Object.entries(moment.organizations))
    sandboxes.set(id, await sandboxOf(one, clock));
  for (const [id, one] of Object.entries(moment.organizations))
    await writeLate(one, sandboxes.get(id) as Sandbox, clock);
  await clock.sleepUntil(moment.at);
  for (const { requests } of sandboxes.values()) requests.length = 0;

  const store = await open();
  const deps = createDeps({
    store: withOutbox(held(store, clock)),
    clock,
    env: { PARTOO_KEY: 'sandbox-key' },
    fetch: (input, init) => clock.fetch(routed(new Request(input, init), sandboxes)),
    random: () => 0.5,
    announces: true,
  });
  const told: BusEvent[] = [];
  const put = async (events: readonly BusEvent[]) => {
    told.push(...events);
    return [];
  };
  const minute = async () => {
    const due: string[] = [];
    const take = async (events: readonly BusEvent[]) => {
      due.push(...events.map(({ detail }) => String(detail.organization)));
      return [];
    };
    await tick({ store: deps.store, clock, bus: { put: take } });
    const deadline = clock.now() + DEADLINE_MILLISECONDS;
    await Promise.all(due.map((id) => reconcileDue(deps, { put }, id, deadline)));
    return due.length;
  };
  return {
    clock,
    deps,
    sandboxes,
    told,
    written: (id) => writtenIn(sandboxes.get(id) as Sandbox),
    run: (organization) => run(deps, { ...BY_HAND, organization }),
    minute,
    async minuteAt(iso) {
      await clock.sleepUntil(Date.parse(iso));
      await minute();
    },
    async end() {
      await store.close();
      for (const sandbox of sandboxes.values()) await sandbox.close();
    },
  };
}

/** Before the first write that Partoo does not show yet. */
function startOf({ at, organizations }: Moment): number {
  const writes = Object.values(organizations).flatMap(({ late }) => late.map((one) => one.at));
  return Math.min(at, ...writes);
}

function sandboxOf({ shops, manners }: OrganizationMoment, clock: VirtualClock): Promise<Sandbox> {
  const businesses = shops as SandboxOptions['businesses'];
  return startSandbox({ businesses, clock: clock.forServer, ...manners });
}

async function writeLate(
  { shops, late }: OrganizationMoment,
  { url }: Sandbox,
  clock: VirtualClock,
): Promise<void> {
  for (const { code, is_launched, at } of late) {
    const shop = shops.find(({ business }) => business.code === code);
    await clock.sleepUntil(at);
    const answer = await clock.fetch(`${url}/messaging/settings/${shop?.settingId}`, {
      method: 'POST',
      headers: { 'x-APIKey': 'sandbox-key', 'content-type': 'application/json' },
      body: JSON.stringify({ ...shop?.settings, is_launched }),
    });
    if (!answer.ok) throw new Error(`the late write to ${code} was answered with ${answer.status}`);
    await answer.text();
  }
}

/** A database over the network answers in real time, in which this clock has to stand still. */
function held(store: Store, clock: VirtualClock): Store {
  const methods = Object.entries(store).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => clock.hold(async () => method(...args)),
  ]);
  return Object.fromEntries(methods) as Store;
}

function routed(request: Request, sandboxes: ReadonlyMap<string, Sandbox>): Request {
  const { hostname, pathname, search } = new URL(request.url);
  const sandbox = sandboxes.get(hostname.split('.')[0] as string) as Sandbox;
  return new Request(new URL(pathname + search, sandbox.url), request);
}

function writtenIn({ requests, businesses }: Sandbox): string[] {
  return requests.flatMap(({ method, path }) => {
    if (method === 'GET') return [];
    const shop = businesses.find(({ settingId }) => path.endsWith(`/${settingId}`));
    return [shop?.business.code ?? path];
  });
}
