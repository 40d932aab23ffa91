import type { Draw } from '../../odd/kinds.ts';
import type { Ask, Company } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './draw-mistakes.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

export function drawAsks(seed: number, span: Span, companies: readonly Company[]): Ask[] {
  const count = stream(seed, 'asks').of([0, 1, 2, 3, 5]);
  const asks = Array.from({ length: count }, (_, index) => {
    const ask = drawAsk(`ask-${index}`, stream(seed, `ask ${index}`), span, companies);
    const door = stream(seed, `door ${index}`);
    const asked = door.chance(0.5) ? { ...ask, door: door.of(['http', 'webhook'] as const) } : ask;
    return seed >= SINCE && asked.door === 'http' ? { ...asked, again: true as const } : asked;
  });
  asks.sort((a, b) => a.at - b.at);
  return asks.map((ask, index) => meeting(ask, asks[index - 1], stream(seed, `meeting ${index}`)));
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
  const { until, extended } = ask;
  return {
    ...ask,
    ...{ organization, codes, at, until: until === null ? null : until + moved },
    ...(follows ? {} : { urgent: true, hold: !hold }),
    ...(extended ? { extended: { at: extended.at + moved, until: extended.until + moved } } : {}),
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
