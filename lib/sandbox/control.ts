/**
 * Control endpoints: what a developer at a terminal, or a test in another process, may do to a running sandbox. They
 * lie outside the API (`http://127.0.0.1:PORT/__sandbox/…`), need no key, count towards no quota and are not logged.
 *
 * - `GET  /__sandbox/state` → the instant, numbers, settings of all businesses (as they will be once all propagated)
 * - `GET  /__sandbox/requests` → the request log
 * - `POST /__sandbox/faults` with a fault plan (`{}` ends all faults; `match.path` is a pattern)
 * - `POST /__sandbox/person/{id or code}` with settings fields → a person edits them in Partoo's app, at once
 * - `POST /__sandbox/person/{id or code}/relaunch` → a person switches messaging on again
 * - `POST /__sandbox/business/{id or code}/renew-id`, `…/remove`, `…/add-settings`, `…/remove-settings` → what befalls a
 *   business: another id, the same code and settings; gone; a second settings object; none any more
 */

import * as z from 'zod';
import type { Incoming, Outgoing } from './exchange.ts';
import { Faults } from './faults.ts';
import { addSettings, renewId } from './oddities/identity.ts';
import { settingsRow } from './organization.ts';
import { badRequest, notFound, Refusal } from './replies.ts';
import { editByPerson } from './routes/messaging-settings.ts';
import { scriptedFault } from './script.ts';
import { readBody, sendJson } from './transport.ts';
import { checkBody, weekHours } from './validation.ts';
import { keepSince, type World } from './world.ts';

export const CONTROL_PREFIX = '/__sandbox/';

const rate = z.number().min(0).max(1).optional();
const milliseconds = z.number().min(0).optional();
const faultPlan = z.strictObject({
  seed: z.number().optional(),
  only: z.enum(['reads', 'writes', 'all']).optional(),
  serverError: rate,
  reset: rate,
  html200: rate,
  tooManyRequests: rate,
  lostAnswer: rate,
  cutBody: rate,
  lateServerError: rate,
  slow: rate,
  slowMilliseconds: milliseconds,
  staleReadsMilliseconds: milliseconds,
  shufflePages: z.boolean().optional(),
  script: z.array(scriptedFault).optional(),
});

const edit = z
  .strictObject({
    welcome_message: z.string().nullable(),
    offline_message: z.string().nullable(),
    uses_business_hours: z.boolean(),
    custom_chat_hours: weekHours.nullable(),
    is_launched: z.boolean(),
  })
  .partial();

export async function answerControl(
  world: World,
  request: Incoming,
  response: Outgoing,
  path: string,
): Promise<void> {
  try {
    const text = await readBody(request);
    sendJson(response, 200, command(world, `${request.method} ${path.slice(CONTROL_PREFIX.length)}`, text));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendJson(response, error.status, { error: error.detail });
  }
}

function command(world: World, wish: string, text: string): unknown {
  if (wish === 'GET state') return state(world);
  if (wish === 'GET requests') return { requests: world.requests };
  if (wish === 'POST faults') return setFaults(world, json(text));
  const event = /^POST business\/([^/]+)\/([a-z-]+)$/.exec(wish);
  if (event) return befall(world, decodeURIComponent(event[1]!), event[2]!);
  const person = /^POST person\/([^/]+)(\/relaunch)?$/.exec(wish);
  if (!person) throw notFound();
  const fields = person[2] ? { is_launched: true } : checkBody(edit, json(text));
  return personEdits(world, decodeURIComponent(person[1]!), fields);
}

function state(world: World): unknown {
  const { organization, faults } = world;
  return {
    now: new Date(world.clock.now()).toISOString(),
    businesses: organization.all().length,
    requests: world.requests.length,
    faults: faults.plan,
    settings: organization.settingsAmong(undefined).map((entry) => settingsRow(entry, entry.record.latest())),
  };
}

function setFaults(world: World, body: unknown): unknown {
  const plan = checkBody(faultPlan, body);
  try {
    world.faults = new Faults(plan, world.seed);
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : 'not a fault plan');
  }
  return { status: 'success' };
}

function befall({ organization }: World, idOrCode: string, what: string): unknown {
  if (!organization.byId(idOrCode) && !organization.byCode(idOrCode)) throw notFound();
  if (what === 'renew-id') return { id: renewId(organization, idOrCode) };
  if (what === 'add-settings') return { setting_id: addSettings(organization, idOrCode) };
  if (what === 'remove-settings') organization.removeSettings(idOrCode);
  else if (what === 'remove') organization.remove(idOrCode);
  else throw notFound();
  return { status: 'success' };
}

function personEdits(world: World, idOrCode: string, fields: z.infer<typeof edit>): unknown {
  const { organization, clock } = world;
  if (!organization.byId(idOrCode) && !organization.byCode(idOrCode)) throw notFound();
  return editByPerson(organization, idOrCode, fields, clock.now(), keepSince(world));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('Malformed JSON');
  }
}
