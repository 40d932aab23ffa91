import type { Accept, Company, DateEntry, FeedVersion, Rule } from '../model.ts';
import { DAY, HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** More shops at once would be held back, as dates that change by themselves. */
const MOST_SHOPS = 6;
/** Days beyond the world, by which it is clear how much a feed has lost. */
const FAR = 8;

/**
 * A feed that loses most of what lay ahead, or some of it, and gets it back, or somebody agrees. Of one company only: nobody
 * can tell which of several has read it.
 */
export function drawShrinking(
  seed: number,
  span: Span,
  companies: readonly Company[],
): { rules: Rule[]; feeds: FeedVersion[]; accepts: Accept[] } {
  const draw = stream(seed, 'shrinking');
  if (seed < SINCE.shrinking || companies.length > 1 || !draw.chance(0.4))
    return { rules: [], feeds: [], accepts: [] };
  const codes = companies[0]!.shops.map(({ code }) => code).slice(0, MOST_SHOPS);
  const day = (days: number): DateEntry => ({
    from: new Date(span.from + days * DAY).toISOString().slice(0, 10),
  });
  const nights = Math.ceil(span.hours / 24);
  const near = () => [day(draw.upTo(nights + 1)), day(1 + draw.upTo(nights + 1))];
  const far = Array.from({ length: FAR }, (_, index) => day(nights + 5 + 2 * index));
  let days = [...near(), ...far];
  const feeds: FeedVersion[] = [{ feed: 'village', at: span.from - 1, days }];
  const accepts: Accept[] = [];
  // Before each night something else is served; what it has to say is read then.
  for (let at = span.from + HOUR; at < span.from + span.hours * HOUR; at += DAY) {
    const kind = draw.of(['shrinks', 'shrinks', 'shrinks', 'loses', 'whole', 'same', 'fails'] as const);
    if (kind === 'fails') feeds.push({ feed: 'village', at, days: 'fails' });
    else if (kind === 'shrinks')
      feeds.push({ feed: 'village', at, days: draw.chance(0.5) ? [far[0]!] : [near()[0]!] });
    else if (kind !== 'same') {
      days = kind === 'whole' ? [...near(), ...far] : [...days.slice(1, 2), ...far.slice(1)];
      feeds.push({ feed: 'village', at, days });
    }
    if (draw.chance(0.5))
      accepts.push({ feed: 'village', at: at + (3 + draw.upTo(18)) * HOUR + 17 * MINUTE });
  }
  const calendar = { kind: 'feed', feed: 'village', format: draw.of(['ical', 'sheet'] as const) } as const;
  return {
    rules: [{ key: 'village', codes, calendar, effect: { offline: 'm-village' }, priority: 55 }],
    feeds,
    accepts: accepts.filter(({ at }) => at < span.from + span.hours * HOUR),
  };
}
