import type { Company, DateEntry, FeedVersion, Rule } from '../model.ts';
import { DAY, HOUR, MINUTE } from '../truth/zones.ts';
import { drawEntry } from './draw-rules.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** More shops at once would be held back, as dates that change by themselves. */
const MOST_SHOPS = 8;

function later({ from, to }: DateEntry): DateEntry {
  const move = (text: string) =>
    text.length === 10
      ? new Date(Date.parse(text) + DAY).toISOString().slice(0, 10)
      : new Date(Date.parse(`${text}Z`) + 3 * HOUR).toISOString().slice(0, 16);
  return { from: move(from), ...(to === undefined ? {} : { to: move(to) }) };
}

/** A rule by a feed, and what the feed answers over time. Of one company only: nobody can tell which of several has read it. */
export function drawFeed(
  seed: number,
  span: Span,
  companies: readonly Company[],
): { rules: Rule[]; feeds: FeedVersion[] } {
  const draw = stream(seed, 'feeds');
  if (companies.length > 1 || !draw.chance(0.4)) return { rules: [], feeds: [] };
  const codes = companies[0]!.shops.map(({ code }) => code).slice(0, MOST_SHOPS);
  const format = draw.of(['ical', 'sheet'] as const);
  const calendar = { kind: 'feed', feed: 'town', format } as const;
  let days = Array.from({ length: 2 + draw.upTo(3) }, () => drawEntry(draw, span));
  const feeds: FeedVersion[] = [{ feed: 'town', at: span.from - 1, days }];
  for (let at = span.from + 5 * HOUR; at < span.from + span.hours * HOUR; at += 9 * HOUR + 7 * MINUTE) {
    if (draw.chance(0.5)) continue;
    // It fails, or one of its days moves to later; fewer days ahead would be held back.
    if (draw.chance(0.3)) feeds.push({ feed: 'town', at, days: 'fails' });
    else {
      const index = draw.upTo(days.length);
      days = days.with(index, later(days[index]!));
      feeds.push({ feed: 'town', at, days });
    }
  }
  return { rules: [{ key: 'feed', codes, calendar, effect: { offline: 'm-feed' } }], feeds };
}
