import { drawWorld } from '../world/draw/draw-world.ts';
import type { World } from '../world/model.ts';

/** How many seeds there are to choose from for each that is played. */
const CHOICE = 8;
/** What takes longer to play has to show more: about what passes come to, beside what every world costs. */
const costOf = ({ from, to, companies }: World): number =>
  1 + ((to - from) / 86_400_000) * companies.length * 0.4;

/**
 * Seeds from 1 on, those first whose worlds show the most that none before them did, for what they take: a mutant is
 * noticed by one of the first few, if by any. Asked of the drawn worlds, so that it follows what is drawn.
 */
export function seedsByVariety(count: number): number[] {
  const left = new Map(
    Array.from({ length: count * CHOICE }, (_, index) => {
      const world = drawWorld(index + 1);
      return [index + 1, { kinds: kindsOf(world), cost: costOf(world) }];
    }),
  );
  const shown = new Map<string, number>();
  return Array.from({ length: count }, () => {
    const worth = ({ kinds, cost }: { kinds: string[]; cost: number }) =>
      kinds.reduce((sum, kind) => sum + 1 / (1 + (shown.get(kind) ?? 0)) ** 2, 0) / cost;
    const [seed, { kinds }] = [...left].reduce((best, one) => (worth(one[1]) > worth(best[1]) ? one : best));
    left.delete(seed);
    for (const kind of kinds) shown.set(kind, (shown.get(kind) ?? 0) + 1);
    return seed;
  });
}

/** What there is in a world, whichever, where and how often: each member that an entry has, with what it says. */
function kindsOf(world: World): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, path);
    else if (value !== null && typeof value === 'object')
      for (const [name, one] of Object.entries(value)) visit(one, `${path}.${name}`);
    else found.add(`${path}=${sortOf(value)}`);
  };
  const { seed: _seed, ...rest } = world;
  visit(rest, '');
  return [...found];
}

/** Numbers and texts count as such; names of kinds, places and the like as what they are. */
function sortOf(value: unknown): string {
  if (typeof value === 'number') return value > 1000 ? 'number' : String(value);
  return typeof value === 'string' && /[\d\s:]/.test(value) ? 'text' : String(value);
}
