/**
 * What the generator needs of the release whose stores it makes. It is loaded from a checkout of that release, so nothing
 * here is imported from today's code, and nothing here has to follow it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Settings, Shop } from '../model.ts';

// biome-ignore lint/suspicious/noExplicitAny: another release's types, which this one cannot know.
export type Foreign = any;

export interface OldSandbox {
  url: string;
  requests: { method: string; path: string }[];
  settings(): (Settings & { id: number; business_id: string })[];
  settingsRow(business: string): Settings & { id: number; business_id: string };
  writesOf(business: string): readonly { at: number }[];
  setFaults(plan: object): void;
  person: { edit(business: string, settings: Partial<Settings>): Settings };
  removeBusiness(business: string): void;
  close(): Promise<void>;
}

export interface OldClock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  sleepUntil(at: number): Promise<void>;
  hold<T>(work: () => Promise<T>): Promise<T>;
  fetch: typeof fetch;
  forServer: object;
}

export interface Release {
  VirtualClock: new (start: number) => OldClock;
  startSandbox(options: object): Promise<OldSandbox>;
  partooDefaultText(kind: 'welcome' | 'offline', language: string | null): string;
  makeBusiness(n: number, seed: number, overrides: object): Shop;
  openSqliteStore(path: string): Promise<Foreign>;
  openDynamodbStore(table: string, config: object): Promise<Foreign>;
  TABLE: object;
  startDynamodbLocal(): Promise<{ endpoint: string; stop(): Promise<void> }>;
  withOutbox(store: Foreign): Foreign;
  createDeps(input: object): Foreign;
  parseConfig(text: string, file: string): Foreign;
  applyConfig(deps: Foreign, loaded: Foreign, options: object): Promise<Foreign>;
  run(deps: Foreign, options: object): Promise<Foreign>;
  requestClosure(deps: Foreign, request: object): Promise<Foreign>;
  release(deps: Foreign, options: object): Promise<Foreign>;
  status(deps: Foreign, organization: string): Promise<Foreign>;
  pause(deps: Foreign, organization: string): Promise<Foreign>;
  appliedConfig(store: Foreign): Promise<Foreign>;
  refreshOrganization(deps: Foreign, applied: Foreign, organization: Foreign): Promise<Foreign>;
  takeClosureEvent(deps: Foreign, event: object, said: object): Promise<Foreign>;
  publishOutbox(deps: Foreign, organization: string): Promise<number>;
}

const FILES = [
  'lib/simulation/virtual-clock.ts',
  'lib/sandbox/index.ts',
  'lib/store/sqlite.ts',
  'lib/store/dynamodb.ts',
  'scripts/dynamodb-local.ts',
  'lib/config/index.ts',
];

/** Of 0.1.0 itself, and of what came after it. */
const FILES_OF_0_1_0 = [
  'lib/reconcile/with-outbox.ts',
  'lib/reconcile/index.ts',
  'lib/reconcile/refresh-organization.ts',
  'lib/reconcile/closure-events.ts',
  'lib/reconcile/publish.ts',
];
const FILES_SINCE = ['lib/events/with-outbox.ts', 'lib/operations/index.ts', 'lib/operations/run.ts'];

/** @param checkout a working tree of the release, with its dependencies installed */
export async function loadRelease(checkout: string): Promise<Release> {
  const files = [...FILES, ...(existsSync(join(checkout, 'lib/operations')) ? FILES_SINCE : FILES_OF_0_1_0)];
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(checkout, file)).href)));
  return Object.assign({}, ...modules) as Release;
}
