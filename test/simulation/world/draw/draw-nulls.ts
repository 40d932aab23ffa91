import type { Settings } from '../../../../lib/closures/model.ts';
import type { Draw } from '../../odd/kinds.ts';
import type { Company, NullsRefused, Shop } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** Shops without a text or hours of their own, at which Partoo refuses the null that it had sent itself: always, or for a time. */
export function drawNulls(
  seed: number,
  span: Span,
  companies: Company[],
): { companies: Company[]; nullsRefused: NullsRefused[] } {
  const draw = stream(seed, 'nulls');
  if (seed < SINCE.nulls || !draw.chance(0.4)) return { companies, nullsRefused: [] };
  const { id, shops } = draw.of(companies);
  const share = draw.of([0.4, 1]);
  const codes = shops.map(({ code }) => code).filter(() => draw.chance(share));
  const from = draw.chance(0.5) ? span.from : span.from + (2 + draw.upTo(span.hours - 5)) * HOUR - MINUTE / 2;
  const to = draw.chance(0.5) ? span.from + (span.hours + 24) * HOUR : from + (1 + draw.upTo(30)) * HOUR;
  const emptied = (shop: Shop): Shop =>
    codes.includes(shop.code) ? { ...shop, settings: withNulls(shop.settings, draw) } : shop;
  return {
    companies: companies.map((one) => (one.id === id ? { ...one, shops: shops.map(emptied) } : one)),
    nullsRefused: codes.length === 0 ? [] : [{ organization: id, codes, from, to }],
  };
}

function withNulls(settings: Settings, draw: Draw): Settings {
  return {
    ...settings,
    ...(draw.chance(0.3) ? { offline_message: null } : {}),
    ...(draw.chance(0.3) ? { welcome_message: null } : {}),
    ...(draw.chance(0.4) ? { uses_business_hours: true, custom_chat_hours: null } : {}),
  };
}
