import { civilDateOf } from '../../closures/civil-time.ts';
import type { Business } from '../../closures/model.ts';
import { commonZone } from '../../operations/common-zone.ts';
import { type Schedule, schedule } from '../../operations/schedule.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { remembered } from '../remembered.ts';
import { type Month, monthAfter, monthStart } from './calendar-days.ts';

const MINUTE_MILLISECONDS = 60_000;

/** Which shops a calendar is about; all that is left out does not count. */
export interface Selection {
  /** Part of a name, a code or an id. */
  q?: string | undefined;
  country?: string | undefined;
}

/** What is closed when, worked out once for all who look within a minute. */
export function scheduleKnown(
  { deps, organization }: { deps: Deps; organization: string | null },
  { first, months }: { first: Month; months: number },
  asked: Selection,
): Promise<Schedule> {
  const window = { from: monthStart(first), to: monthStart(monthAfter(first, months)) };
  const key = JSON.stringify([organization, window, asked]);
  const manner = { freshMilliseconds: MINUTE_MILLISECONDS };
  const fits = (one: Business) => isSelected(one, asked);
  return remembered(deps, 'schedule', key, () => schedule(deps, organization, window, fits), manner);
}

/** The year that the calendar begins with, so that the first who looks does not wait for it. */
export async function scheduleAhead(deps: Deps): Promise<void> {
  const applied = await readAppliedConfig(deps.store);
  const zone = commonZone(applied?.config.organizations ?? []);
  const first = civilDateOf(deps.clock.now(), zone).slice(0, 7);
  await scheduleKnown({ deps, organization: null }, { first, months: 12 }, {});
}

function isSelected(
  { id, code, name: called, country }: Business,
  { q, country: wanted }: Selection,
): boolean {
  const words = [called, code ?? '', id].map((word) => word.toLowerCase());
  return (
    (q === undefined || words.some((word) => word.includes(q.toLowerCase()))) &&
    (wanted === undefined || country === wanted.toUpperCase())
  );
}
