import type { Instant } from '../../../../lib/clock.ts';
import type { Draw } from '../../odd/kinds.ts';
import type { Ask, Company } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

export function drawAsks(seed: number, span: Span, companies: readonly Company[]): Ask[] {
  const count = stream(seed, 'asks').of([0, 1, 2, 3, 5]);
  const asks = Array.from({ length: count }, (_, index) => {
    const ask = drawAsk(`ask-${index}`, stream(seed, `ask ${index}`), span, companies);
    const door = stream(seed, `door ${index}`);
    const asked = door.chance(0.5) ? { ...ask, door: door.of(['http', 'webhook'] as const) } : ask;
    const moved = seed >= SINCE.bars ? movedAgain(asked) : asked;
    return seed >= SINCE.mistakes && moved.door === 'http' ? { ...moved, again: true as const } : moved;
  });
  asks.sort((a, b) => a.at - b.at);
  return asks.map((ask, index) => meeting(ask, asks[index - 1], stream(seed, `meeting ${index}`)));
}

/** Whoever moves an end may not have thought of something. */
function movedAgain(ask: Ask): Ask {
  const { extended } = ask;
  if (!extended) return ask;
  return { ...ask, extendedAgain: { at: extended.at + 6 * MINUTE, until: extended.until + HOUR } };
}

/** Half of them ask for the shops that the one before is about: for something else while it lasts, or when it is over. */
function meeting(ask: Ask, before: Ask | undefined, draw: Draw): Ask {
  if (!before || ask.from !== undefined || before.from !== undefined || draw.chance(0.5)) return ask;
  const { organization, codes, hold, endedAt } = before;
  const follows = endedAt !== undefined && draw.chance(0.4);
  const at = follows ? endedAt + MINUTE : before.at + draw.of([10, 25, 40]) * MINUTE;
  // Later ones might outlast the last rule.
  if (at >= ask.at) return ask;
  const moved = at - ask.at;
  const { until, extended, extendedAgain } = ask;
  const later = (one: { at: Instant; until: Instant }) => ({ at: one.at + moved, until: one.until + moved });
  return {
    ...ask,
    ...{ organization, codes, at, until: until === null ? null : until + moved },
    ...(follows ? {} : { urgent: true, hold: !hold }),
    ...(extended ? { extended: later(extended) } : {}),
    ...(extendedAgain ? { extendedAgain: later(extendedAgain) } : {}),
    ...(ask.endedAt === undefined ? {} : { endedAt: ask.endedAt + moved }),
  };
}

function drawAsk(id: string, draw: Draw, span: Span, companies: readonly Company[]): Ask {
  const { id: organization, shops } = draw.of(companies);
  const codes = shops.map(({ code }) => code).filter(() => draw.chance(0.5));
  const at = span.from + (2 + draw.upTo(span.hours - 3)) * HOUR + draw.upTo(60) * MINUTE;
  const isLater = draw.chance(0.3);
  const begins = isLater ? at + draw.upTo(6) * HOUR : at;
  const isOpenEnded = draw.chance(0.3);
  // All is over before no rule is left.
  const last = span.from + (span.hours + 9) * HOUR;
  const until = isOpenEnded ? null : Math.min(last, begins + (1 + draw.upTo(12)) * HOUR);
  // Whatever is open-ended is ended before the calm.
  const isEnded = isOpenEnded || draw.chance(0.3);
  const extended = { at: begins + 20 * MINUTE, until: (until ?? 0) + 2 * HOUR };
  return {
    id,
    organization,
    codes: codes.length > 0 ? codes : [shops[0]!.code],
    at,
    door: draw.of(['command', 'event']),
    ...(isLater ? { from: begins } : {}),
    until,
    urgent: draw.chance(0.4),
    hold: draw.chance(0.35),
    ...(!isEnded && draw.chance(0.3) ? { extended } : {}),
    ...(isEnded ? { endedAt: Math.min(last, begins + (1 + draw.upTo(14)) * HOUR + 11 * MINUTE) } : {}),
  };
}
