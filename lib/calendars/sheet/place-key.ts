import type { Place } from '../model.ts';

/** Rows name shops by code or by id, and of each shop both are known. Shops without rows share a key: see `placeKeyAmong`. */
export function placeKeyOf(_calendar: unknown, { code, id }: Place): string {
  return `${code ?? ''}|${id ?? ''}`;
}
