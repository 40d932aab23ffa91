import { type Chain, chainsOf, linksOf, newLinksOf, type Source } from './chains.ts';
import type { Effect, Occurrence } from './model.ts';

/**
 * The chains of a source in `zone`. Occurrences that open, and those with a message of their own, chain only with their
 * like.
 */
export function chainsIn(source: Source, occurrences: readonly Occurrence[], zone: string): Chain[] {
  if (!occurrences.some(isOfItsOwn)) return chainsOf(source, linksOf(occurrences, zone));
  return [...Map.groupBy(occurrences, likeness)].flatMap(([likeness, alike]) =>
    chainsOf(sourceOf(source, likeness, alike[0] as Occurrence), newLinksOf(alike, zone)),
  );
}

const isOfItsOwn = ({ message, opening }: Occurrence): boolean =>
  message !== undefined || opening !== undefined;

function likeness({ message, opening }: Occurrence): string {
  return opening === undefined ? `closed ${message ?? ''}` : `open ${JSON.stringify(opening.chatHours)}`;
}

// Thousands of businesses have openings of their own, and most mean the usual hours.
const knownSources = new WeakMap<Source, Map<string, Source>>();
const MOST_SOURCES = 2000;

/** Of occurrences that are alike the same object. */
function sourceOf(source: Source, likeness: string, occurrence: Occurrence): Source {
  const known = knownSources.get(source) ?? new Map<string, Source>();
  knownSources.set(source, known);
  const found = known.get(likeness) ?? newSourceOf(source, occurrence);
  if (known.size >= MOST_SOURCES) known.clear();
  known.set(likeness, found);
  return found;
}

function newSourceOf(source: Source, { message, opening }: Occurrence): Source {
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
