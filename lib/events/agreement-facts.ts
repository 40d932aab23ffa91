/** What is told of ad-hoc closures that somebody has to agree to, or to think of. */
import type { Instant } from '../clock.ts';
import { adHocKey } from '../closures/ad-hoc-key.ts';
import { asAsked } from '../closures/agreement.ts';
import { closureInWords } from '../closures/cause.ts';
import type { AdHocClosure, Waiting } from '../closures/model.ts';
import type { OutboxFact } from '../store/store.ts';
import { factOf } from './facts.ts';
import type { Told } from './schemas/outgoing.ts';

type Decision = Pick<Told<'Closure Decided'>, 'decision' | 'by'> & { at: Instant };

/** That something waits, of a closure that has a `waiting`. */
export function waitingFact(
  organization: string,
  closure: AdHocClosure & { waiting: Waiting },
  businesses: number,
): OutboxFact {
  const { at, by, kind, beyond } = closure.waiting;
  const { from, until } = asAsked(closure);
  return factOf({
    ...{ type: 'Closure Waiting', organization, at },
    told: { ...common(closure, businesses), by: by.at(-1)!, asks: kind, beyond, from, until },
    identity: [closure.id, at, kind],
  });
}

/** What became of what waited. */
export function decidedFact(
  organization: string,
  closure: AdHocClosure & { waiting: Waiting },
  { decision, by, at }: Decision,
  businesses: number,
): OutboxFact {
  const { waiting } = closure;
  return factOf({
    ...{ type: 'Closure Decided', organization, at },
    told: { ...common(closure, businesses), by, askedBy: waiting.by, decision },
    identity: [closure.id, waiting.at, waiting.kind, decision],
  });
}

/** That a closure without an end is in force still. */
export function openEndedFact(
  organization: string,
  closure: AdHocClosure,
  { at, days }: { at: Instant; days: number },
  businesses: number,
): OutboxFact {
  return factOf({
    ...{ type: 'Closure Open Ended', organization, at },
    told: { ...common(closure, businesses), by: closure.actor, from: closure.from, days },
    identity: [closure.id, days],
  });
}

function common({ id, hold, reason }: AdHocClosure, businesses: number) {
  const closure = adHocKey(id);
  const kind = hold ? ('hold' as const) : ('closure' as const);
  return { closure, kind, reason: closureInWords({ closure, name: reason ?? closure }), businesses };
}
