/** The writes that staged closures ask for, as `plan` tells them beforehand. */
import type { Instant } from '../../clock.ts';
import { isoInZone } from '../../closures/civil-time.ts';
import type { Business, WeekHours } from '../../closures/model.ts';
import { type BusinessHours, hoursOf } from '../../closures/opening/own-hours.ts';
import { hasStaged } from '../../closures/staged/in-a-resolution.ts';
import { hoursKey, stagedFor } from '../../closures/staged/staged-for.ts';
import { requestsPerWrite } from './batch.ts';
import type { Cohort, Situation } from './situation.ts';
import { spacingOf } from './spacing.ts';

/** Weekly hours that are written within `[from, by)`. */
export interface PlannedStaging {
  organization: string;
  from: string;
  by: string;
  writes: number;
  /** It goes out in the days before, since the interval of what follows is short. */
  isIntermediate: boolean;
  /** Those of them that the quota leaves no room for. */
  late: number;
}

interface Batch {
  from: Instant;
  by: Instant;
  isIntermediate: boolean;
  writes: number;
}

/** What is written of staged closures in a window, where the own hours are in place at its start; by when, in order. */
export function stagedWrites(
  situation: Situation,
  { from, to }: { from: Instant; to: Instant },
): PlannedStaging[] {
  const batches = new Map<string, Batch>();
  for (const cohort of situation.cohorts)
    if (hasStaged(cohort.timeline))
      for (const [hours, businesses] of byHours(cohort.businesses))
        for (const write of writesOf(cohort, hours, situation.stagedRoomMilliseconds, from, to)) {
          const key = JSON.stringify(write);
          const batch = batches.get(key) ?? { ...write, writes: 0 };
          batch.writes += businesses;
          batches.set(key, batch);
        }
  return inTurn(situation, [...batches.values()]);
}

/** How many businesses share which hours; those that are never open are left out. */
function byHours(businesses: readonly Business[]): [BusinessHours, number][] {
  const counts = new Map<string, [BusinessHours, number]>();
  for (const business of businesses) {
    const hours = hoursOf(business);
    if (hours.isEmptied) continue;
    const key = hoursKey(hours);
    counts.set(key, [hours, (counts.get(key)?.[1] ?? 0) + 1]);
  }
  return [...counts.values()];
}

function* writesOf(
  { timeline, zone }: Cohort,
  hours: BusinessHours,
  roomMilliseconds: number,
  from: Instant,
  to: Instant,
): Generator<Omit<Batch, 'writes'>> {
  let inPlace: WeekHours | null = null;
  let speaks: string | null = null;
  for (let at = from; at < to; ) {
    const staged = stagedFor({ timeline, zone, hours, inPlace, at, roomMilliseconds });
    const { due, grid, textBy } = staged;
    const said: string | null = staged.speaks && `${staged.speaks.source.key}@${staged.speaks.start}`;
    if (due || said !== speaks) {
      const ends = [due?.by, said === speaks ? null : textBy].filter((end) => end != null);
      const by = Math.min(...ends);
      yield { from: at, by: Number.isFinite(by) ? by : at, isIntermediate: due?.isIntermediate ?? false };
    }
    [inPlace, speaks] = [grid, said];
    at = staged.until;
  }
}

/** Earliest deadline first, one after the other. */
function inTurn({ organization }: Situation, batches: readonly Batch[]): PlannedStaging[] {
  const spacing = spacingOf(organization);
  const each = spacing * requestsPerWrite(spacing);
  const zone = organization.timezone ?? 'UTC';
  let free = Number.NEGATIVE_INFINITY;
  return batches
    .toSorted((a, b) => a.by - b.by || a.from - b.from)
    .map(({ from, by, writes, isIntermediate }) => {
      const begins = Math.max(free, from);
      free = begins + writes * each;
      const late = Math.min(writes, Math.max(0, Math.ceil((free - by) / each)));
      return {
        ...{ organization: organization.id, from: isoInZone(from, zone), by: isoInZone(by, zone) },
        ...{ writes, isIntermediate, late },
      };
    });
}
