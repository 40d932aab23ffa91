import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import type { Settings } from '../closures/model.ts';
import { answerApi } from './api.ts';
import { answerControl, CONTROL_PREFIX } from './control.ts';
import { type FaultPlan, Faults } from './faults.ts';
import type { MessageTemplate, SeededBusiness, SettingsRow } from './model.ts';
import { Organization, type SettingsWrite, settingsRow } from './organization.ts';
import { makeTemplates, SECTIONS } from './population/company.ts';
import { makeBusinesses } from './population/make-businesses.ts';
import { RateLimit } from './rate-limit.ts';
import type { LoggedRequest } from './request-log.ts';
import { editByPerson } from './routes/messaging-settings.ts';
import type { TextTreatment } from './texts.ts';
import { sendHtml, sendJson } from './transport.ts';
import { keepSince, type World } from './world.ts';

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
}

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
  addBusiness(business: SeededBusiness): void;
  /** Gone for good: 404, and in no list. */
  removeBusiness(business: string): void;
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

function makeWorld(options: SandboxOptions, closing: AbortSignal): World {
  const seed = options.seed ?? 1;
  const { businesses } = options;
  return {
    clock: options.clock,
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
    closing,
  };
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith(CONTROL_PREFIX)) {
    await answerControl(world, request, response, url.pathname);
  } else if (url.pathname.startsWith('/v2/')) {
    await answerApi(world, request, response, url, url.pathname.slice('/v2'.length));
  } else {
    sendJson(response, 404, { errors: { json: 'Resource not found' } });
  }
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
  const { organization } = world;
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
    settings: () => organization.listed().map((entry) => settingsRow(entry, entry.record.latest())),
    settingsRow(business) {
      const entry = organization.require(business);
      return settingsRow(entry, entry.record.latest());
    },
    setFaults(plan) {
      world.faults = new Faults(plan, world.seed);
    },
    person: { edit, relaunch: (business) => edit(business, { is_launched: true }) },
    addBusiness: (business) => organization.add(structuredClone(business)),
    removeBusiness: (business) => organization.remove(business),
    hideFromListings: (business, hidden = true) => organization.hide(business, hidden),
    close,
  };
}
