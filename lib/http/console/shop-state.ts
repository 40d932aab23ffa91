import type { BusinessStatus, StatusReport } from '../../operations/index.ts';
import type { WavesNow } from '../../operations/waves-now.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words/index.ts';

/** The four words in which people are told how a shop stands. */
export const SHOP_STATES = ['look', 'otherwise', 'planned', 'fine'] as const;
export type ShopState = (typeof SHOP_STATES)[number];

/** Whether it was somebody's request, and no rule, that closes. */
export const isAskedFor = (key: string): boolean => key.startsWith('ad-hoc:');

/** How shops stand, as far as somebody has to do something: what is just being written needs no look. */
export type TellState = (one: BusinessStatus) => ShopState;

export function stateTeller(report: StatusReport, { underWay }: WavesNow): TellState {
  const held = new Set([...report.pauses, ...report.waiting].map(({ organization }) => organization));
  const writing = new Set(underWay.map(({ organization }) => organization).filter((one) => !held.has(one)));
  return (one) => {
    const isUnderWay = isDue(one) && writing.has(one.organization);
    if ((!one.asExpected && !isUnderWay) || one.kept.length > 0) return 'look';
    if (one.state !== 'closed') return 'fine';
    return one.closures.every(({ key }) => !isAskedFor(key)) ? 'planned' : 'otherwise';
  };
}

/** Whether nothing is wrong with it but that its turn has not come. */
export function isDue({ asExpected, state, lastError }: BusinessStatus): boolean {
  return !asExpected && lastError === null && ON_ITS_WAY.has(state);
}

const ON_ITS_WAY: ReadonlySet<BusinessStatus['state']> = new Set(['open', 'closed', 'held', 'propagating']);

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
