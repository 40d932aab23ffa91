import type { Settings } from '../../../../lib/closures/model.ts';
import type { Draw } from '../../odd/kinds.ts';
import type { Company, Edit, Opening, Shop } from '../model.ts';
import { HOUR, MINUTE, WEEK } from '../truth/zones.ts';
import { drawWeek } from './draw-shops.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** Eight minutes after a quarter: whatever begins or ends by the clock is over by then, and what comes next not begun. */
const AFTER_A_QUARTER = 8 * MINUTE;

export function drawEdits(seed: number, span: Span, companies: readonly Company[]): Edit[] {
  const shops = companies.flatMap((company) => company.shops);
  const count = stream(seed, 'edits').of([0, 0, 2, 4, 8]);
  return Array.from({ length: count }, (_, index) => {
    const draw = stream(seed, `edit ${index}`);
    const shop = draw.of(shops);
    const at =
      span.from + (3 + draw.upTo(span.hours - 5)) * HOUR + draw.upTo(4) * 15 * MINUTE + AFTER_A_QUARTER;
    return { at, code: shop.code, fields: drawFields(index, shop, draw) };
  }).sort((a, b) => a.at - b.at);
}

function drawFields(index: number, { settings }: Shop, draw: Draw): Partial<Settings> {
  const texts: Partial<Settings>[] = [
    { offline_message: `Written by hand, ${index}` },
    { welcome_message: `Hello by hand, ${index}` },
    { is_launched: true },
    { is_launched: true },
    { is_launched: false },
  ];
  if (!settings.uses_business_hours && settings.custom_chat_hours && draw.chance(0.3))
    return {
      custom_chat_hours: { ...settings.custom_chat_hours, [draw.of(WEEK)]: [`0${index}:00-0${index}:45`] },
    };
  return draw.of(texts);
}

/** Whoever keeps the listing gives a shop other opening hours. */
export function drawOpenings(seed: number, span: Span, companies: readonly Company[]): Opening[] {
  const draw = stream(seed, 'openings');
  const shops = companies.flatMap((company) => company.shops);
  return Array.from({ length: draw.of([0, 0, 0, 1, 3]) }, () => ({
    at: span.from + (2 + draw.upTo(span.hours - 5)) * HOUR + AFTER_A_QUARTER,
    code: draw.of(shops).code,
    hours: drawWeek(draw),
  })).sort((a, b) => a.at - b.at);
}
