import type { Instant } from '../../../../lib/clock.ts';
import { takeClosureEvent } from '../../../../lib/operations/ad-hoc/closure-events.ts';
import type { ClosureEvent } from '../../../../lib/operations/ad-hoc/closure-ledger.ts';
import { changeClosure, endClosure, requestClosure } from '../../../../lib/operations/index.ts';
import { wake } from '../../../../lib/operations/tick.ts';
import type { Ask } from '../model.ts';
import type { Functions } from './functions.ts';
import type { HttpDoor } from './http-door.ts';
import type { Stage } from './stage.ts';

/** Where people and other systems ask. */
export interface Doors {
  functions: Functions;
  http: HttpDoor;
}

const iso = (at: Instant) => new Date(at).toISOString();

/** Asks for a closure, changes it and ends it, each again until it is taken. */
export async function carryOutAsk(stage: Stage, doors: Doors, ask: Ask): Promise<void> {
  const { clock } = stage;
  await clock.sleepUntil(ask.at);
  const hasEnded = () => ask.until !== null && clock.now() >= ask.until;
  if (!(await taken(stage, `${ask.id} asked`, () => begin(stage, doors, ask), hasEnded))) return;
  if (ask.again) await sendAgain(stage, doors, ask);
  const { extended, extendedAgain, endedAt } = ask;
  // Of two things that are said at the same instant, nobody can tell which was meant to be the later one.
  const notAtOnce = (at: Instant) => Math.max(at, clock.now() + 1_000);
  if (extended) {
    await clock.sleepUntil(notAtOnce(extended.at));
    await taken(stage, `${ask.id} extended`, () => extend(stage, doors, ask, extended.until), hasEnded);
  }
  if (extendedAgain) {
    await clock.sleepUntil(notAtOnce(extendedAgain.at));
    await taken(
      stage,
      `${ask.id} extended again`,
      () => extend(stage, doors, ask, extendedAgain.until),
      hasEnded,
    );
  }
  if (endedAt !== undefined) {
    await clock.sleepUntil(notAtOnce(endedAt));
    await taken(stage, `${ask.id} ended`, () => end(stage, doors, ask));
  }
}

/** Who gets through only when a closure has ended, or would have, is refused, and asks no more. */
const isOver = (error: unknown) =>
  /has ended already|does not lie after the start|lies in the past/.test(String(error));

/**
 * Does it again until it is taken. @returns false where it was not: it was too late for it
 * @param mayBeOver whether it may be too late for it by now
 */
export async function taken(
  stage: Stage,
  what: string,
  work: () => Promise<unknown>,
  mayBeOver: () => boolean = () => false,
): Promise<boolean> {
  const { clock, story } = stage;
  const from = clock.now();
  for (;;) {
    try {
      await work();
      story.taken.push({ what, from, to: clock.now() });
      return true;
    } catch (error) {
      if (mayBeOver() && isOver(error)) return false;
      if (!stage.isUnwell()) {
        story.errors.push(`${what}: ${String(error)}`);
        return false;
      }
      await clock.sleep(20_000);
    }
  }
}

function begin(stage: Stage, doors: Doors, ask: Ask): Promise<unknown> {
  const { id, organization, codes, until, urgent, hold } = ask;
  const text = hold ? null : `[[${id}]]${until === null ? '' : ' {{reopens}}'}`;
  const said = {
    ...{ urgent, hold },
    ...(until === null ? {} : { until: iso(until) }),
    ...(ask.from === undefined ? {} : { from: iso(ask.from) }),
    ...(text === null ? {} : { text }),
  };
  switch (ask.door) {
    case 'event':
      return event(stage, doors, ask.at, { kind: 'requested', detail: { id, codes, ...said } });
    case 'webhook': {
      const data = { id, codes, ...said, at: iso(ask.at) };
      return doors.http.send(organization, `${id}-asked`, { type: 'closure.requested', data });
    }
    case 'http':
      return askHttp(stage, doors, ask, { organization, scope: { codes }, ...trimmed(said) });
    case 'command':
      return requestClosure(doors.functions.deps(), {
        ...{ id, organization, scope: { codes }, all: false, urgent, hold, text },
        ...{ message: null, reason: null, actor: 'command:sim' },
        from: ask.from === undefined ? null : iso(ask.from),
        until: until === null ? null : iso(until),
      });
  }
}

/** It is the same, and nothing else is made of it. */
async function sendAgain(stage: Stage, doors: Doors, ask: Ask): Promise<void> {
  const { clock, story } = stage;
  const first = story.ids.get(ask.id);
  await clock.sleep(60_000);
  if (stage.isUnwell()) return;
  await begin(stage, doors, ask);
  if (story.ids.get(ask.id) !== first) story.errors.push(`${ask.id} sent again is another closure`);
}

/** Whoever asks by HTTP is told the id. */
async function askHttp({ story }: Stage, { http }: Doors, { id }: Ask, body: object): Promise<void> {
  const made = (await http.ask('POST', '/v1/closures', body, { 'idempotency-key': id })) as { id: string };
  story.ids.set(id, made.id);
}

/** A switch that is off is left out. */
function trimmed({ urgent, hold, ...rest }: { urgent: boolean; hold: boolean }): object {
  return { ...rest, ...(urgent ? { urgent } : {}), ...(hold ? { hold } : {}) };
}

function extend(
  stage: Stage,
  doors: Doors,
  { id, door, organization }: Ask,
  until: Instant,
): Promise<unknown> {
  const at = stage.clock.now();
  switch (door) {
    case 'command':
      return changeClosure(doors.functions.deps(), id, { until: iso(until) });
    case 'event':
      return event(stage, doors, at, { kind: 'changed', detail: { id, until: iso(until) } });
    case 'webhook':
      return doors.http.send(organization, `${id}-extended-${until}`, {
        type: 'closure.changed',
        data: { id, until: iso(until), at: iso(at) },
      });
    case 'http':
      return doors.http.ask('PATCH', pathOf(stage, id), { until: iso(until) });
  }
}

function end(stage: Stage, doors: Doors, { id, door, organization }: Ask): Promise<unknown> {
  const at = stage.clock.now();
  switch (door) {
    case 'command':
      return endClosure(doors.functions.deps(), id);
    case 'event':
      return event(stage, doors, at, { kind: 'cancelled', detail: { id } });
    case 'webhook':
      return doors.http.send(organization, `${id}-ended`, {
        type: 'closure.cancelled',
        data: { id, at: iso(at) },
      });
    case 'http':
      return doors.http.ask('DELETE', pathOf(stage, id));
  }
}

const pathOf = ({ story }: Stage, id: string) => `/v1/closures/${story.ids.get(id)}`;

async function event(stage: Stage, { functions }: Doors, at: Instant, told: ClosureEvent): Promise<void> {
  const { clock } = stage;
  const { store } = functions.deps();
  const answer = await takeClosureEvent({ store, clock, announces: true }, told, { at, source: 'erp' });
  await wake({ clock, bus: functions.bus }, answer.organizations);
}
