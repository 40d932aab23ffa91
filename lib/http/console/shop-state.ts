import type { BusinessStatus } from '../../operations/index.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words/index.ts';

/** The four words in which people are told how a shop stands. */
export const SHOP_STATES = ['look', 'otherwise', 'planned', 'fine'] as const;
export type ShopState = (typeof SHOP_STATES)[number];

/** Whether it was somebody's request, and no rule, that closes. */
export const isAskedFor = (key: string): boolean => key.startsWith('ad-hoc:');

export function shopStateOf({ asExpected, state, closures, kept }: BusinessStatus): ShopState {
  if (!asExpected || kept.length > 0) return 'look';
  if (state !== 'closed') return 'fine';
  return closures.every(({ key }) => !isAskedFor(key)) ? 'planned' : 'otherwise';
}

/** What stands behind the word; null: nothing more is to be said. */
export function detailOf(one: BusinessStatus, { details }: Words): string | null {
  if (details[one.state] !== null) return details[one.state];
  if (!one.asExpected) return details.due;
  return one.kept.length > 0 ? details.kept : null;
}

export function stateMark(state: ShopState, { states }: Words): Html {
  return html`<span class="state ${state}">${states[state]}</span>`;
}

/** Where a shop has its page. */
export function shopPath({
  organization,
  business,
}: Pick<BusinessStatus, 'organization' | 'business'>): string {
  return `/shops/${encodeURIComponent(organization)}/${encodeURIComponent(business)}`;
}

/** `ST-00012 Boulangerie Martin`, with the organization where there are several. */
export function shopName(
  { code, business, name, organization }: BusinessStatus,
  areSeveral: boolean,
): string {
  const called = name === '' || name === code ? (code ?? business) : `${code ?? business} ${name}`;
  return areSeveral ? `${called} (${organization})` : called;
}
