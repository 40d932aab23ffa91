import type { Instant } from '../../../../lib/clock.ts';
import { takeClosureEvent } from '../../../../lib/operations/ad-hoc/closure-events.ts';
import type { ClosureEvent } from '../../../../lib/operations/ad-hoc/closure-ledger.ts';
import { changeClosure, endClosure, requestClosure } from '../../../../lib/operations/index.ts';
import { wake } from '../../../../lib/operations/tick.ts';
import type { Ask } from '../model.ts';
import type { Functions } from './functions.ts';
import type { Stage } from './stage.ts';

const iso = (at: Instant) => new Date(at).toISOString();

/** Asks for a closure, changes it and ends it, each again until it is taken. */
export async function carryOutAsk(stage: Stage, functions: Functions, ask: Ask): Promise<void> {
  const { clock } = stage;
  await clock.sleepUntil(ask.at);
  await taken(stage, `${ask.id} asked`, () => begin(stage, functions, ask));
  const { extended, endedAt } = ask;
  if (extended) {
    await clock.sleepUntil(extended.at);
    await taken(stage, `${ask.id} extended`, () => extend(stage, functions, ask, extended.until));
  }
  if (endedAt !== undefined) {
    await clock.sleepUntil(endedAt);
    await taken(stage, `${ask.id} ended`, () => end(stage, functions, ask));
  }
}

async function taken(stage: Stage, what: string, work: () => Promise<unknown>): Promise<void> {
  const { clock, story, world } = stage;
  const from = clock.now();
  for (;;) {
    try {
      await work();
      story.taken.push({ what, from, to: clock.now() });
      return;
    } catch (error) {
      if (!world.companies.some(({ id }) => stage.isExcused(id))) {
        story.errors.push(`${what}: ${String(error)}`);
        return;
      }
      await clock.sleep(20_000);
    }
  }
}

function begin(stage: Stage, functions: Functions, ask: Ask): Promise<unknown> {
  const { id, organization, codes, until, urgent, hold } = ask;
  const text = hold ? null : `[[${id}]]${until === null ? '' : ' {{reopens}}'}`;
  if (ask.door === 'event')
    return event(stage, functions, ask.at, {
      kind: 'requested',
      detail: {
        ...{ id, codes, urgent, hold },
        ...(until === null ? {} : { until: iso(until) }),
        ...(ask.from === undefined ? {} : { from: iso(ask.from) }),
        ...(text === null ? {} : { text }),
      },
    });
  return requestClosure(functions.deps(), {
    ...{ id, organization, scope: { codes }, all: false, urgent, hold, text },
    ...{ message: null, reason: null, actor: 'command:sim' },
    from: ask.from === undefined ? null : iso(ask.from),
    until: until === null ? null : iso(until),
  });
}

function extend(stage: Stage, functions: Functions, { id, door }: Ask, until: Instant): Promise<unknown> {
  if (door === 'command') return changeClosure(functions.deps(), id, { until: iso(until) });
  return event(stage, functions, stage.clock.now(), { kind: 'changed', detail: { id, until: iso(until) } });
}

function end(stage: Stage, functions: Functions, { id, door }: Ask): Promise<unknown> {
  if (door === 'command') return endClosure(functions.deps(), id);
  return event(stage, functions, stage.clock.now(), { kind: 'cancelled', detail: { id } });
}

async function event(stage: Stage, functions: Functions, at: Instant, told: ClosureEvent): Promise<void> {
  const { clock } = stage;
  const { store } = functions.deps();
  const answer = await takeClosureEvent({ store, clock, announces: true }, told, { at, source: 'erp' });
  await wake({ clock, bus: functions.bus }, answer.organizations);
}
