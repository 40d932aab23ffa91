import type { Instant } from '../clock.ts';
import { ownSettingsIn } from './baseline.ts';
import type { DesiredFor } from './desired.ts';
import type { Settings } from './model.ts';
import type { BusinessRecord } from './record.ts';
import { standingsOf } from './standing.ts';
import type { Times } from './times.ts';

/**
 * Whoever is seen relaunched by the pass that turns to what has just begun was so before: what begins then counts. Of what began
 * earlier nobody can tell.
 */
const JUST_BEGUN_MILLISECONDS = 60_000;

/**
 * A person who switched messaging on again during a closure overrides it (rule 14): chains begun by now do not count
 * any more, and the relaunch is what a later closure finds and puts back.
 */
export function withOverride(
  record: BusinessRecord,
  shown: Settings,
  desiredFor: DesiredFor,
  times: Times,
): BusinessRecord {
  const { last, inPlace } = record;
  if (inPlace?.overlay.reachable !== false || !shown.is_launched) return record;
  // Where it was off already, nothing of ours was written.
  if ((last?.settings ?? ownSettingsIn(inPlace)).is_launched) return record;
  const desired = desiredFor(record.override, record);
  if (desired.enforce.includes('reachable') || (desired.overlayKey === '' && !desired.held)) return record;
  if (standingsOf(record, shown, times).is_launched !== 'theirs') return record;
  const relaunched = {
    ...record,
    inPlace: { ...inPlace, amended: { ...inPlace.amended, is_launched: true } },
    last: last && { ...last, settings: { ...last.settings, is_launched: true } },
  };
  // What was overridden is over already: the next closing is another one, whatever stays in place between them. A hold wants
  // it on as well: what it holds off comes back with its end.
  if (desired.overlay.reachable !== false) return relaunched;
  return {
    ...relaunched,
    // In the lead before a closing, it is that closing that is overridden.
    released: false,
    override: overriddenUntil(record, desiredFor, times.at),
  };
}

/** What had begun by then is overridden: all that is in place, and what began before the pass that sees the relaunch. */
function overriddenUntil(record: BusinessRecord, desiredFor: DesiredFor, at: Instant): Instant {
  const begunBy = (instant: Instant) => Math.max(instant, ...record.closures.map(({ start }) => start));
  const [before, since] = [begunBy(at - JUST_BEGUN_MILLISECONDS), begunBy(at)];
  const isSame = desiredFor(before, record).overlayKey === desiredFor(since, record).overlayKey;
  return isSame ? since : before;
}

/** Whether everything that a person overrode has ended. */
export function isOverrideOver({ override }: BusinessRecord, desiredFor: DesiredFor): boolean {
  if (override === null) return false;
  const { overridableSince } = desiredFor(null);
  return overridableSince === null || overridableSince > override;
}
