/**
 * A function that makes something of a key once: of at most `most` keys; beyond, all is forgotten and it begins anew. What
 * it gives is shared, and never changed.
 */
export function remembering<K, V extends object | string | number | boolean | null>(
  most: number,
  make: (key: K) => V,
): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let made = known.get(key);
    if (made === undefined) {
      made = make(key);
      if (known.size >= most) known.clear();
      known.set(key, made);
    }
    return made;
  };
}
