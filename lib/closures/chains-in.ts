import { type Chain, chainsOf, linksOf, type Source } from './chains.ts';
import type { Effect, Occurrence } from './model.ts';

/**
 * The chains of a source in `zone`. Occurrences that open, and those with a message of their own, chain only with their
 * like.
 */
export function chainsIn(source: Source, occurrences: readonly Occurrence[], zone: string): Chain[] {
  if (!occurrences.some(isOfItsOwn)) return chainsOf(source, linksOf(occurrences, zone));
  return [...Map.groupBy(occurrences, likeness).values()].flatMap((alike) =>
    chainsOf(sourceOf(source, alike[0] as Occurrence), linksOf(alike, zone)),
  );
}

const isOfItsOwn = ({ message, opening }: Occurrence): boolean =>
  message !== undefined || opening !== undefined;

function likeness({ message, opening }: Occurrence): string {
  return opening === undefined ? `closed ${message ?? ''}` : `open ${JSON.stringify(opening.chatHours)}`;
}

function sourceOf(source: Source, { message, opening }: Occurrence): Source {
  if (opening === undefined)
    return message === undefined ? source : { ...source, effect: withMessage(source.effect, message) };
  const { chatHours } = opening;
  const { announce: _, openingPriority = source.priority, ...rest } = source;
  const effect: Effect = { kind: 'set', open: true, ...(chatHours === undefined ? {} : { chatHours }) };
  return { ...rest, priority: openingPriority, effect, opens: true };
}

function withMessage(effect: Effect, message: string): Effect {
  return effect.kind === 'set' ? { ...effect, offlineMessage: { message } } : effect;
}
