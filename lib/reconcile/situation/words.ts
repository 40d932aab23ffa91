import type { Business } from '../../closures/model.ts';

const SHOWN = 3;

/** `1 shop (ST-00001)`, `12 shops (ST-00001 ST-00002 ST-00003 +9)`. */
export function businessesNamed(businesses: readonly Pick<Business, 'code' | 'id'>[]): string {
  const { length } = businesses;
  const shown = businesses.slice(0, SHOWN).map(({ code, id }) => code ?? id);
  const more = length > SHOWN ? ` +${length - SHOWN}` : '';
  return `${length.toLocaleString('en-US')} ${length === 1 ? 'shop' : 'shops'} (${shown.join(' ')}${more})`;
}

/** The first few of many, and how many more there are. */
export function firstOf(words: readonly string[], most: number): string {
  const more = words.length > most ? ` and ${words.length - most} more` : '';
  return words.slice(0, most).join(', ') + more;
}
