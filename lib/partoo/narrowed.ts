import type { Key } from './list-end.ts';
import type { Identified } from './list-items.ts';
import { isTooLarge, type Page, readPages, type Source } from './pages.ts';
import { chunkedIds } from './query.ts';

/**
 * Reads a list that can be narrowed to businesses, part by part of their ids; undefined: as a whole. What does not fit into
 * one answer, or one address, is asked for by halves; a business that does not even alone is told as invalid.
 */
export async function* readNarrowed<V extends Identified, T>(
  source: Omit<Source<V, T>, 'seen' | 'expected'>,
  businessIds: readonly string[] | undefined,
): AsyncGenerator<Page<T>> {
  const seen = new Set<Key>();
  for (const ids of chunkedIds(businessIds, 'businessIds')) {
    if (ids === undefined) yield* readPages({ ...source, seen });
    else yield* readPart({ ...source, seen }, ids.split(','));
  }
}

async function* readPart<V extends Identified, T>(
  source: Source<V, T>,
  ids: readonly string[],
): AsyncGenerator<Page<T>> {
  const query = { ...source.query, business__in: ids.join(',') };
  try {
    yield* readPages({ ...source, query, expected: ids.length });
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    const middle = Math.ceil(ids.length / 2);
    if (middle === ids.length) yield tooLarge(ids[0] as string);
    else for (const half of [ids.slice(0, middle), ids.slice(middle)]) yield* readPart(source, half);
  }
}

function tooLarge<T>(businessId: string): Page<T> {
  const misfit = { index: 0, id: null, code: null, businessId, issue: 'is too large' };
  return { number: 1, maxPage: null, count: null, items: [], invalid: [misfit], incomplete: null };
}
