import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tree } from '../lib/tree.ts';

const keys = fc.constantFrom<unknown>('a', 'b', '', null, undefined, 1);

test('finds what was put under the same keys, and nothing under others', () => {
  fc.assert(
    fc.property(fc.array(fc.array(keys, { maxLength: 3 }), { maxLength: 30 }), (paths) => {
      const tree = new Tree<number>();
      const known = new Map<string, number>();
      const pathOf = (path: unknown[]) => path.map((key) => `${typeof key} ${String(key)}`).join('/');
      for (const [number, path] of paths.entries()) {
        const place = path.reduce<Tree<number>>((under, key) => under.under(key), tree);
        expect(place.value).toBe(known.get(pathOf(path)));
        place.value = number;
        known.set(pathOf(path), number);
      }
    }),
  );
});
