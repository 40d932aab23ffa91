import type { Chain } from './chains.ts';

/** What a closure does, in a word that people and programs read. */
export type ClosureKind = 'close' | 'open' | 'keep' | 'hold' | 'leave' | 'announce';

/** `close` where the effect takes the business off or empties its hours; `keep` where it does neither and opens nothing. */
export function kindOf({ source: { level, effect }, announces }: Chain): ClosureKind {
  if (announces) return 'announce';
  if (level === 'hold') return 'hold';
  if (effect.kind === 'leave') return 'leave';
  if (effect.open) return 'open';
  return effect.reachable === false || effect.chatHours === 'closed' ? 'close' : 'keep';
}
