import type { Company, Deploy, World } from '../model.ts';
import { DAYS } from '../places.ts';
import { DAY, HOUR } from '../truth/zones.ts';
import { drawAsks } from './draw-asks.ts';
import { drawBrief } from './draw-brief.ts';
import { drawClockSteps } from './draw-clock-steps.ts';
import { drawPauses, drawReleases } from './draw-deeds.ts';
import { drawEdits, drawOpenings } from './draw-edits.ts';
import { drawFeed } from './draw-feeds.ts';
import { drawMasked } from './draw-masked.ts';
import { drawMistakes, drawNewer, drawTooMany } from './draw-mistakes.ts';
import { drawNulls } from './draw-nulls.ts';
import { drawRules, drawSmallHours } from './draw-rules.ts';
import { drawShops } from './draw-shops.ts';
import { drawShrinking } from './draw-shrinking.ts';
import { drawSpecialEdits } from './draw-special-edits.ts';
import { drawStumbling, drawSwap } from './draw-swap.ts';
import {
  drawCrashes,
  drawDoubledNight,
  drawRefused,
  drawStaleEnds,
  drawStaleStarts,
  drawTroubles,
} from './draw-troubles.ts';
import { drawUnanswered } from './draw-unanswered.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** A world begins up to three days before one of DAYS. */
export function drawWorld(seed: number): World {
  const draw = stream(seed, 'world');
  const days = draw.of([2, 2, 3, 3, 4, 7]);
  const day = draw.of(Object.keys(DAYS));
  const from = Date.parse(day) - (days === 7 ? 4 : draw.upTo(days)) * DAY;
  // The last day is calm, and in its last half nothing is closed any more.
  const calmFrom = from + (days - 1) * DAY;
  const span: Span = { from, hours: (days - 1) * 24, day };
  const { companies, nullsRefused } = drawNulls(seed, span, drawCompanies(seed, span));
  const asks = drawAsks(seed, span, companies);
  const feed = drawFeed(seed, span, companies);
  const brief = drawBrief(seed, span, companies);
  const masked = drawMasked(seed, span, companies);
  const unanswered = drawUnanswered(seed, span, companies);
  const shrinking = drawShrinking(seed, span, companies);
  const special = drawSpecialEdits(seed, span, companies);
  const swap = drawSwap(seed, span);
  const rules = [
    ...drawRules(seed, span, companies),
    ...drawSmallHours(seed, span),
    ...feed.rules,
    ...brief.rules,
    ...masked.rules,
    ...special.rules,
    ...shrinking.rules,
    ...swap,
  ];
  return {
    seed,
    from,
    calmFrom,
    clearedAt: calmFrom + 0.5 * DAY,
    to: calmFrom + DAY,
    companies,
    rules,
    deploys: drawDeploys(
      seed,
      span,
      rules.map(({ key }) => key),
    ),
    asks: [...asks, ...unanswered.asks].sort((a, b) => a.at - b.at),
    edits: drawEdits(seed, span, companies),
    openings: drawOpenings(seed, span, companies),
    specialEdits: special.edits,
    pauses: drawPauses(seed, span, companies),
    releases: drawReleases(seed, span, companies),
    mistakes: [...drawMistakes(seed, span, companies), ...drawTooMany(seed, span, companies, asks)],
    troubles: [
      ...drawTroubles(seed, span, companies),
      ...drawStaleEnds(seed, asks),
      ...drawStaleStarts(seed, asks),
      ...brief.troubles,
      ...masked.troubles,
      ...drawNewer(seed, span, companies),
      ...drawRefused(seed, span, companies),
      ...unanswered.troubles,
      ...drawStumbling(seed, span, companies, swap),
      ...drawDoubledNight(seed, span, companies),
    ].sort((a, b) => a.from - b.from),
    crashes: drawCrashes(seed, span, companies),
    feeds: [...feed.feeds, ...shrinking.feeds],
    accepts: shrinking.accepts,
    clockSteps: drawClockSteps(seed, span, asks),
    ...(nullsRefused.length > 0 ? { nullsRefused } : {}),
    launchDelayMilliseconds: draw.chance(0.4) ? 1000 * draw.upTo(180) : 0,
    functionMilliseconds: timeFor(companies, draw.of([120_000, 300_000, 900_000])),
  };
}

/** At most twelve shops, mostly of one company. */
function drawCompanies(seed: number, span: Span): Company[] {
  const draw = stream(seed, 'companies');
  const count = draw.of([1, 1, 1, 1, 2, 3]);
  const most = draw.of([3, 6, 12]);
  return Array.from({ length: count }, (_, index) => ({
    id: ['acme', 'bolt', 'crux'][index] as string,
    requestsPerMinute: quotaOf(seed, index, draw.of([20, 30, 60, 120, 300])),
    budgetShare: draw.of([0.5, 0.8, 0.8, 1]),
    shops: drawShops(seed, index, span, 1 + draw.upTo(Math.ceil(most / count))),
  }));
}

/** A quota up to which a function needs all the time that it may have. */
const SMALL = 10;

/** Some have a few requests a minute. */
function quotaOf(seed: number, company: number, usual: number): number {
  const draw = stream(seed, `quota ${company}`);
  return draw.chance(0.1) ? draw.of([4, 6, 10]) : usual;
}

/** Of a few requests a minute two minutes hold not even those of a refresh. */
function timeFor(companies: readonly Company[], usual: number): number {
  return companies.some(({ requestsPerMinute }) => requestsPerMinute <= SMALL) ? 900_000 : usual;
}

/** A configuration may come in parts, and go back. */
function drawDeploys(seed: number, { from, hours }: Span, keys: string[]): Deploy[] {
  const draw = stream(seed, 'deploys');
  const deploys: Deploy[] = [{ at: from, rules: keys }];
  if (draw.chance(0.6)) return deploys;
  const some = () => keys.filter(() => draw.chance(0.7));
  for (let count = 1 + draw.upTo(3); count > 0; count -= 1)
    deploys.push({
      at: from + (6 + draw.upTo(hours - 8)) * HOUR + 23 * 60_000,
      rules: draw.chance(0.4) ? keys : some(),
    });
  return deploys.sort((a, b) => a.at - b.at);
}
