import type { Instant } from '../clock.ts';
import { type ApplyReport, applyConfig } from '../operations/apply.ts';
import { type RunReport, run } from '../operations/run.ts';
import { watch } from '../operations/watch.ts';
import { type Day, Diary, daysBetween } from './diary.ts';
import type { Incident } from './incidents.ts';
import type { Stage } from './stage.ts';

export interface Play {
  from: Instant;
  to: Instant;
  /** Whose days are told. */
  zone: string;
  incidents: readonly Incident[];
  onDay(day: Day): void;
}

export interface Played {
  applied: ApplyReport;
  /** One more pass at the very end. */
  last: RunReport;
}

/** Applies the configuration, lets `watch` run from the beginning to the end of the time, and tells of every day. */
export async function play(stage: Stage, { from, to, zone, incidents, onDay }: Play): Promise<Played> {
  const { clock, deps, loaded } = stage;
  const days = daysBetween(from, to, zone);
  const diary = new Diary(days[0]?.date ?? '');
  const applied = await applyConfig(deps, loaded, {
    organization: null,
    // A simulation may begin in the middle of a night or a holiday.
    allowNow: Number.MAX_SAFE_INTEGER,
    confirm: async () => true,
  });
  const stop = new AbortController();
  const watching = watch(deps, {
    organization: null,
    signal: stop.signal,
    onReport: (report) => diary.reports([report]),
    // Every second as in earnest would take minutes; a closure that is asked for begins within this.
    pollMilliseconds: POLL_MILLISECONDS,
  });
  await Promise.all([
    watching,
    ...incidents.filter(({ at, since = at }) => since >= from && at < to).map((incident) => happen(incident)),
    tellDays().finally(() => stop.abort()),
  ]);
  return { applied, last: await run(deps, LAST_RUN) };

  async function happen(incident: Incident): Promise<void> {
    await clock.sleepUntil(incident.at);
    diary.incident(incident.says);
    await incident.happen(stage);
  }

  async function tellDays(): Promise<void> {
    let told = 0;
    for (const [index, { date, end }] of days.entries()) {
      await clock.sleepUntil(end);
      const requests = requestsOf(stage);
      onDay(diary.turn(requests - told, days[index + 1]?.date ?? date));
      told = requests;
    }
  }
}

/** How often the watch looks for what is due, on the virtual clock. */
const POLL_MILLISECONDS = 60_000;

const LAST_RUN = {
  organization: null,
  at: null,
  dryRun: false,
  writeAt: false,
  waitMilliseconds: 120_000,
} as const;

function requestsOf({ branches }: Stage): number {
  return branches.reduce((sum, { sandbox }) => sum + sandbox.requests.length, 0);
}
