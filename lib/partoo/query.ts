/** The most ids in one list: a page of them. */
const MOST_IDS = 100;
/** The most characters of one list in an address, so that it stays well below what servers take (8,000 often). */
const MOST_CHARACTERS = 4000;

/**
 * Cuts ids into comma-joined lists of at most 100, and 4,000 characters of an address, each id once. No ids at all means no restriction and gives one
 * undefined; an empty list means nothing and gives none.
 * @throws TypeError for an empty id, which Partoo could take for "all", and for one with a comma in it
 */
export function chunkedIds(ids: readonly string[] | undefined, name: string): (string | undefined)[] {
  if (ids === undefined) return [undefined];
  if (ids.some((id) => id.trim() === '' || id.includes(','))) {
    throw new TypeError(`${name} may hold no empty id and none with a comma.`);
  }
  const chunks: string[][] = [];
  let characters = 0;
  for (const id of new Set(ids)) {
    const more = encodeURIComponent(id).length + ENCODED_COMMA;
    const last = chunks.at(-1);
    if (last && last.length < MOST_IDS && characters + more <= MOST_CHARACTERS) last.push(id);
    else chunks.push([id]);
    characters = last === chunks.at(-1) ? characters + more : more;
  }
  return chunks.map((chunk) => chunk.join(','));
}

const ENCODED_COMMA = '%2C'.length;

/** @throws RangeError unless `perPage` is what Partoo takes */
export function checkedPerPage(perPage = 100): number {
  if (Number.isInteger(perPage) && perPage >= 1 && perPage <= 100) return perPage;
  throw new RangeError(`perPage has to be a whole number from 1 to 100, not ${perPage}.`);
}

/** Partoo spells flags in queries as Python does. */
export function pythonFlag(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'True' : 'False';
}
