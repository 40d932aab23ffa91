/** What is announced of closures to come (design rule 29). Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Closure } from './closures.ts';
import { wantedOf } from './wanted.ts';

/** Announcements that show at an instant, as far as anybody knows then: of what will close the shop, until it does. */
export function announcedAt(closures: readonly Closure[], at: Instant): Closure[] {
  const known = closures.filter(({ knownFrom, knownTo }) => knownFrom <= at && at < knownTo);
  return known.flatMap((closure) => {
    if (closure.announcedFor === 0 || closure.end <= at) return [];
    const closes = closesFrom(closure, known);
    if (closes === null || at >= closes || at < closes - closure.announcedFor) return [];
    const announcement: Closure = {
      ...closure,
      ...{ start: closes - closure.announcedFor, end: closes, announces: closure },
      effect: { offline: `a-${closure.key}` },
    };
    return [announcement];
  });
}

/**
 * What is still known at an instant: of what somebody asked for nobody knows any more when it is over (design rule 27), nor
 * what it masked, and was announced instead.
 */
export function rememberedAt(closures: readonly Closure[], at: Instant): Closure[] {
  return closures.filter(({ rank, end, knownTo }) => rank === 0 || Math.min(end, knownTo) > at);
}

/** Until it is put away, what somebody asked for is known to have masked what it did until it was over. */
export function withOverAt(closures: readonly Closure[], at: Instant): Closure[] {
  return closures.map((one) =>
    one.rank === 0 || one.knownTo > at
      ? one
      : { ...one, end: Math.min(one.end, one.knownTo), knownTo: Number.POSITIVE_INFINITY },
  );
}

/** As if nobody had ever taken any of them away; what somebody asked for is over when it is taken away. */
export function everKnown(closures: readonly Closure[]): Closure[] {
  const [knownFrom, knownTo] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return closures.map((one) => {
    const end = one.rank === 0 ? one.end : Math.min(one.end, one.knownTo);
    return { ...one, end, knownFrom, knownTo };
  });
}

/** The first instant at which the closure itself closes the shop; null: others have their way all the time. */
function closesFrom(closure: Closure, known: readonly Closure[]): Instant | null {
  for (const at of instantsWithin(closure, known)) {
    const { values, winners } = wantedOf(
      known.filter(({ start, end }) => start <= at && at < end),
      at,
    );
    const isOff = values.launched === 'off' && winners.launched === closure;
    if (isOff || (values.hours === 'closed' && winners.hours === closure)) return at;
  }
  return null;
}

function instantsWithin({ start, end }: Closure, known: readonly Closure[]): Instant[] {
  const found = new Set([start]);
  for (const one of known.flatMap((closure) => [closure, ...(closure.opens ?? [])])) {
    if (one.start > start && one.start < end) found.add(one.start);
    if (one.end > start && one.end < end) found.add(one.end);
  }
  return [...found].sort((a, b) => a - b);
}

/** Closures whose announcement may begin at such an instant, whatever is known by then of what has its way instead. */
export function announcedAtSome(closures: readonly Closure[], isIt: (at: Instant) => boolean): Closure[] {
  return closures.filter(
    (closure) =>
      closure.announcedFor > 0 &&
      instantsWithin(closure, closures).some((at) => isIt(at - closure.announcedFor)),
  );
}

/** Instants at which an announcement may begin, whatever anybody knows by then. */
export function announcementBounds(closures: readonly Closure[]): Instant[] {
  return closures
    .filter(({ announcedFor }) => announcedFor > 0)
    .flatMap((closure) => instantsWithin(closure, closures).map((at) => at - closure.announcedFor));
}
