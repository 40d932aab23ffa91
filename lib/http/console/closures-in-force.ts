import type { BusinessStatus } from '../../operations/index.ts';

/** A closure as shops stand under it now. */
export interface InForce {
  organization: string;
  key: string;
  names: Set<string>;
  /** It keeps open, and closes nothing. */
  isHold: boolean;
  shops: number;
  /** When it ends where, each in the zone of its shops; null: until further notice. */
  ends: Map<string | null, string | null>;
}

/** That of most shops first. */
export function closuresInForce(businesses: readonly BusinessStatus[]): InForce[] {
  const found = new Map<string, InForce>();
  for (const { organization, timezone, state, closures } of businesses) {
    if (state === 'open' || state === 'gone') continue;
    // A hold goes before all others: what it masks closes nothing there.
    const isHold = state === 'held';
    for (const { key, name, end } of isHold ? closures.slice(0, 1) : closures) {
      const id = JSON.stringify([organization, key]);
      const known = found.get(id) ?? {
        ...{ organization, key, isHold, names: new Set() },
        ...{ shops: 0, ends: new Map() },
      };
      found.set(id, known);
      known.names.add(name);
      known.shops += 1;
      known.ends.set(end, timezone);
    }
  }
  return [...found.values()].sort((a, b) => b.shops - a.shops || (a.key < b.key ? -1 : 1));
}
