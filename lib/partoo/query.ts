/** The most ids in one `business__in`, so that the address stays well below what servers take. */
const MOST_IDS = 100;

/**
 * Cuts ids into comma-joined lists of at most 100, each id once. No ids at all means no restriction and gives one
 * undefined; an empty list means nothing and gives none.
 * @throws TypeError for an empty id, which Partoo could take for "all", and for one with a comma in it
 */
export function chunkedIds(ids: readonly string[] | undefined, name: string): (string | undefined)[] {
  if (ids === undefined) return [undefined];
  if (ids.some((id) => id.trim() === '' || id.includes(','))) {
    throw new TypeError(`${name} may hold no empty id and none with a comma.`);
  }
  const unique = [...new Set(ids)];
  const chunks: string[] = [];
  for (let start = 0; start < unique.length; start += MOST_IDS) {
    chunks.push(unique.slice(start, start + MOST_IDS).join(','));
  }
  return chunks;
}

/** @throws RangeError unless `perPage` is what Partoo takes */
export function checkedPerPage(perPage = 100): number {
  if (Number.isInteger(perPage) && perPage >= 1 && perPage <= 100) return perPage;
  throw new RangeError(`perPage has to be a whole number from 1 to 100, not ${perPage}.`);
}

/** Partoo spells flags in queries as Python does. */
export function pythonFlag(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'True' : 'False';
}
