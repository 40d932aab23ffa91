/** What rules that enforce take back of what people change where they are not in force. Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import type { Closure } from './closures.ts';
import { sameField } from './fields.ts';
import type { ShopTruth } from './shop.ts';
import type { Field } from './wanted.ts';
import { DAY } from './zones.ts';

/** Whether weekly hours that a rule has written ahead of time are taken back by it. */
export function enforcesStaged(closures: readonly Closure[], at: Instant): boolean {
  return closures.some(
    ({ staged, enforce, knownFrom, knownTo }) => staged && enforce && knownFrom <= at && at < knownTo,
  );
}

/** Whether it is a text that such a rule may have put up with its hours, ahead of its closure, and takes back if it is changed. */
export function isAheadOfStaged(truth: ShopTruth, field: Field, previous: Settings, at: Instant): boolean {
  if (field !== 'offline' && field !== 'welcome') return false;
  const { values, winners } = truth.wanted(at);
  const isBetween = values[field] === 'base' || winners[field]?.announces != null;
  return isBetween && !sameField(field, previous, truth.baseline) && enforcesStaged(truth.closures, at);
}

/** Whether hours are those of an exceptional opening: nobody can say which, but they are looked at, and kept or taken back as any. */
export function isOpening(winner: Closure | null): boolean {
  return winner !== null && winner.opens !== null;
}

/**
 * Whether a rule that enforces may have a field before anybody looks at what was changed of another's: as after `leave`, it is
 * the one at the look that counts. Where only weekly hours are in place a look is made once a day.
 */
export function enforcedUnseen(truth: ShopTruth, field: Field, at: Instant): boolean {
  const { values, winners } = truth.wanted(at);
  if (values[field] === 'base' || (values[field] === 'any' && !isOpening(winners[field]))) return false;
  const seenBy = truth.noticedBy(winners[field]?.staged ? at + DAY : at);
  return truth.bounds().some((bound) => {
    const then = truth.wanted(bound);
    const isSet = then.values[field] !== 'base' && then.values[field] !== 'any';
    return bound > at && bound <= seenBy && isSet && then.winners[field]?.enforce === true;
  });
}

/** Whether the rule that has a field once it is not left as it is any more takes it back, whenever somebody looks then. */
export function enforcedAfter(truth: ShopTruth, field: Field, at: Instant): 'always' | 'perhaps' | 'never' {
  const later = truth.bounds().filter((bound) => bound > at);
  const from = later.find((bound) => truth.wanted(bound).values[field] !== 'any');
  if (from === undefined) return 'never';
  const looked = later.filter((bound) => bound >= from && bound <= truth.noticedBy(from));
  const enforces = looked.map((bound) => {
    const { values, winners } = truth.wanted(bound);
    return values[field] !== 'base' && winners[field]?.enforce === true;
  });
  if (enforces.every(Boolean)) return 'always';
  return enforces.some(Boolean) ? 'perhaps' : 'never';
}
