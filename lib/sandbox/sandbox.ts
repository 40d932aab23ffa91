import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings } from '../closures/model.ts';
import { answerApi } from './api.ts';
import { answerControl, CONTROL_PREFIX } from './control.ts';
import type { Message } from './conversations.ts';
import type { Incoming, Outgoing } from './exchange.ts';
import { type FaultPlan, Faults } from './faults.ts';
import { answeredInMemory } from './in-memory.ts';
import { makeWorld, type SandboxOptions } from './make-world.ts';
import type { MessageTemplate, SeededBusiness, SettingsRow } from './model.ts';
import { addSettings, renewId } from './oddities/identity.ts';
import { type SettingsWrite, settingsRow } from './organization.ts';
import type { LoggedRequest } from './request-log.ts';
import { editByPerson } from './routes/messaging-settings.ts';
import { sendHtml, sendJson } from './transport.ts';
import type { Delivery } from './webhooks/webhooks.ts';
import { keepSince, type World } from './world.ts';

/** A running local Partoo. Businesses are named by id or store code wherever `business` says so. */
export interface Sandbox {
  /** The base URL for a client, `/v2` included. */
  readonly url: string;
  readonly port: number;
  /** Every request so far in the order of arrival. The array lives on; empty it with `length = 0` to count anew. */
  readonly requests: LoggedRequest[];
  /** The businesses as they are now, with the settings that they started with. */
  readonly businesses: SeededBusiness[];
  readonly templates: MessageTemplate[];
  /** Writes over the API that were carried out, answered or not; a person's edits are not among them. */
  writesOf(business: string): readonly SettingsWrite[];
  /** All rows of `GET /messaging/settings` as they will be once everything has propagated. */
  settings(): SettingsRow[];
  /** The one row of {@link settings} that belongs to a business, listed or not. */
  settingsRow(business: string): SettingsRow;
  /** Replaces the plan of faults; `{}` ends them. What was counted for scripts starts anew. */
  setFaults(plan: FaultPlan): void;
  /** A human changing something in Partoo's app: at once in force, and never touched by faults. */
  readonly person: {
    edit(business: string, settings: Partial<Settings>): Settings;
    relaunch(business: string): Settings;
  };
  /** A consumer writing to a shop: a new conversation on `partner` (default Facebook), with one message. */
  consumerWrites(business: string, text: string, partner?: string): Message;
  /** The body of the PEM of the key that webhook deliveries are signed with. */
  readonly webhookPublicKey: string;
  /** Attempts to deliver events so far; only addresses on this machine are ever called. */
  readonly deliveries: readonly Delivery[];
  /** Resolves when no delivery is under way. One that waits for its next attempt waits on the clock. */
  deliveriesDone(): Promise<void>;
  addBusiness(business: SeededBusiness): void;
  /** Gone for good: 404, and in no list. */
  removeBusiness(business: string): void;
  /** The business goes on under another id (default: a new one); code, settings and their id stay. Returns that id. */
  renewId(business: string, id?: string): string;
  /** The settings of two businesses go by each other's id; ids, codes and what is set stay. */
  exchangeSettingIds(business: string, other: string): void;
  /** A second settings object for the business, as the first one is now. Returns its id. */
  addSettings(business: string): number;
  /** The settings are gone, the business is not. */
  removeSettings(business: string): void;
  /** Leaves the business out of lists and searches, while asking for it by id or code still finds it. */
  hideFromListings(business: string, hidden?: boolean): void;
  close(): Promise<void>;
}

/**
 * Starts a local Partoo on 127.0.0.1 that serves the contract over HTTP and takes the reading that hurts wherever the
 * documentation is silent. See `control.ts` for what can be done to it from outside the process.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const closing = new AbortController();
  const world = makeWorld(options, closing.signal);
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    serve(world, request, response).catch((error: unknown) => {
      // A mistake of the sandbox itself, or a connection that broke off: neither may look like a fault of the plan.
      if (response.headersSent || response.destroyed) response.destroy();
      else sendHtml(response, 500, `Sandbox error: ${String(error)}`);
    });
  });
  const port = await listen(server, options.port ?? 0);
  return makeSandbox(world, port, async () => {
    closing.abort(new Error('The sandbox is closed.'));
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  });
}

async function serve(world: World, request: Incoming, response: Outgoing): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith(CONTROL_PREFIX)) {
    await answerControl(world, request, response, url.pathname);
  } else if (url.pathname.startsWith('/v2/')) {
    await answerApi(world, request, response, url, url.pathname.slice('/v2'.length));
  } else {
    sendJson(response, 404, { errors: { json: 'Resource not found' } });
  }
}

/**
 * The same without a socket: whatever is asked of `url` over `fetch` is answered in this process, by the same code. No
 * time passes and nothing of the machine is in it, so that millions of requests take the same course each time.
 */
export function openSandbox(options: SandboxOptions): Sandbox & { fetch: typeof globalThis.fetch } {
  const closing = new AbortController();
  const world = makeWorld(options, closing.signal);
  const sandbox = makeSandbox(world, options.port ?? 0, async () => {
    closing.abort(new Error('The sandbox is closed.'));
  });
  return Object.assign(sandbox, {
    fetch: answeredInMemory((request, response) => serve(world, request, response)),
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function makeSandbox(world: World, port: number, close: () => Promise<void>): Sandbox {
  const { organization, conversations, webhooks } = world;
  const edit = (business: string, settings: Partial<Settings>) =>
    editByPerson(organization, business, settings, world.clock.now(), keepSince(world));
  return {
    url: `http://127.0.0.1:${port}/v2`,
    port,
    requests: world.requests,
    get businesses() {
      return organization
        .all()
        .map(({ settingId, business, seeded }) => ({ settingId, business, settings: seeded }));
    },
    templates: organization.templates,
    writesOf: (business) => organization.require(business).writes,
    settings: () =>
      organization.settingsAmong(undefined).map((entry) => settingsRow(entry, entry.record.latest())),
    settingsRow(business) {
      const entry = organization.require(business);
      return settingsRow(entry, entry.record.latest());
    },
    setFaults(plan) {
      world.faults = new Faults(plan, world.seed);
    },
    person: { edit, relaunch: (business) => edit(business, { is_launched: true }) },
    consumerWrites(business, content, messaging_partner = 'Facebook') {
      const opening = { business: organization.require(business).business, messaging_partner };
      const conversation = conversations.open({ ...opening, consumer_name: 'Inès Moreau' });
      return conversations.add(conversation, { sender_type: 'Consumer', content, status: 'Success' });
    },
    webhookPublicKey: webhooks.publicKey,
    deliveries: webhooks.deliveries,
    deliveriesDone: () => webhooks.idle(),
    addBusiness(seeded) {
      organization.add(structuredClone(seeded));
      webhooks.emit('business_created', { business: seeded.business });
    },
    removeBusiness(name) {
      const { business } = organization.require(name);
      organization.remove(name);
      webhooks.emit('business_deleted', { business });
    },
    renewId: (name, id) => renewId(organization, name, id),
    exchangeSettingIds: (name, other) => organization.exchangeSettingIds(name, other),
    addSettings: (name) => addSettings(organization, name),
    removeSettings: (name) => organization.removeSettings(name),
    hideFromListings: (business, hidden = true) => organization.hide(business, hidden),
    close,
  };
}
