/**
 * So that a `run` in an idle minute need not read 10,000 businesses to find nothing to do: a pass that ends with nothing
 * left writes down until when another would find nothing either.
 *
 * Nobody has to take that back. Whoever changes what passes decide by takes the organization's lease (another token),
 * sets when it is due, or changes one of the inputs that are compared; each alone makes the next `run` look for itself.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../../clock.ts';
import type { Config, Organization } from '../../config/model.ts';
import { VERSION } from '../../partoo/version.ts';
import { instant, jsonNote, LAST_SUCCESS, PAUSED, readNote, saveNote } from '../../store/notes.ts';
import type { Lease, Store } from '../../store/store.ts';
import type { Warning } from '../situation/warning.ts';
import type { Deps } from './deps.ts';
import type { OrganizationReport } from './report.ts';

/** What is known of an organization in which nothing is to be done. */
export interface Idle {
  /** What it was found out from; see {@link inputsOf}. */
  inputs: string;
  /** Of the lease under which it was written. */
  token: Lease['token'];
  dueAt: Instant;
  /** It holds in `[from, until)`. */
  from: Instant;
  until: Instant;
  /** What every pass says again. */
  warnings: readonly Warning[];
}

export interface IdleAnswer {
  /** As they were when it was asked. */
  inputs: string;
  /** What a pass would report; null where one has to look. */
  report: OrganizationReport | null;
}

const IDLE = jsonNote<Idle>(
  'idle',
  z.object({
    inputs: z.string(),
    token: z.number(),
    dueAt: instant,
    from: instant,
    until: instant,
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  }),
);

/** Whether the organizations of the applied configuration (or the one named so) are idle now, by id. */
export async function askIdle(deps: Deps, selected: string | null): Promise<Map<string, IdleAnswer>> {
  const answers = new Map<string, IdleAnswer>();
  for (const organization of await storedOrganizations(deps.store)) {
    if (selected !== null && organization.id !== selected) continue;
    const inputs = await inputsOf(deps.store, organization.id);
    answers.set(organization.id, { inputs, report: await idleReport(deps, organization, inputs) });
  }
  return answers;
}

/**
 * Unchecked, for that takes longer than all the rest: they are used only where a pass has checked the very same text.
 * None where it cannot be read, which a pass will say.
 */
async function storedOrganizations(store: Store): Promise<Organization[]> {
  try {
    const applied = await store.readApplied();
    return applied ? [...(JSON.parse(applied.config) as Config).organizations] : [];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}

/** Identifies what a pass decides by and is read at once: the release, what was applied, ad-hoc closures, a pause. */
async function inputsOf(store: Store, organization: string): Promise<string> {
  const known = await Promise.all([
    store.readApplied(),
    store.listAdHoc(organization),
    readNote(store, organization, PAUSED),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([VERSION, ...known]))
    .digest('hex');
}

async function idleReport(
  deps: Deps,
  organization: Organization,
  inputs: string,
): Promise<OrganizationReport | null> {
  const { store, clock } = deps;
  const idle = await readIdle(store, organization.id);
  const now = clock.now();
  if (idle?.inputs !== inputs || now < idle.from || now >= idle.until) return null;
  if ((await store.readDue(organization.id)) !== idle.dueAt || !(await hasKey(deps, organization)))
    return null;
  // Nobody has had the lease since, nor has it now. It is not taken for that: to say so is no work on the organization.
  const lease = await store.lastLease(organization.id, now);
  if (lease?.token !== idle.token || lease.isHeld) return null;
  await saveNote(store, organization.id, LAST_SUCCESS, now);
  return {
    id: organization.id,
    requests: { reads: 0, writes: 0, retries: 0 },
    results: [],
    warnings: [...idle.warnings],
    dueAt: idle.dueAt,
  };
}

/** A key that is missing is better said now than at the next closure. */
async function hasKey(deps: Deps, organization: Organization): Promise<boolean> {
  return deps.findAccount(organization).then(
    () => true,
    () => false,
  );
}

async function readIdle(store: Store, organization: string): Promise<Idle | null> {
  return readNote(store, organization, IDLE);
}

export async function saveIdle(store: Store, organization: string, idle: Idle): Promise<void> {
  await saveNote(store, organization, IDLE, idle);
}
