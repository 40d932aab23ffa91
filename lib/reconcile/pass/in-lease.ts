/** What is done while nobody else is at work on the organization. */
import type { Instant } from '../../clock.ts';
import { civilDateOf } from '../../closures/civil-time.ts';
import type { BusinessMark } from '../../store/records.ts';
import type { Remembered } from '../situation/remembered.ts';
import { zoneWarnings } from '../situation/zone-warnings.ts';
import { asksForListing, noSettingsWarnings, withoutAbsent } from './absent.ts';
import { Announcer } from './announce.ts';
import { awaitedAmong, awaitedWarning } from './awaited.ts';
import { lastChange } from './changes.ts';
import { conclude } from './conclude.ts';
import { type Crowded, crowdedWarning, learnCrowding, slownessOf } from './crowding.ts';
import type { Freshened } from './deps.ts';
import { adHocSince } from './ended-closures.ts';
import { UsageError } from './errors.ts';
import { knownRefusals } from './findings.ts';
import { KnownMarks } from './known-marks.ts';
import { type PassOutcome, runPass } from './pass.ts';
import type { PassInput } from './pass-state.ts';
import { pauseWarning, readPause } from './paused.ts';
import { instantOf, type Reconciliation } from './reconciliation.ts';
import { situationLoader } from './session.ts';
import { silenceIn } from './silence.ts';

/** What passes go by. */
interface Known extends Freshened {
  loadSituation: PassInput['loadSituation'];
}

/** What one or two passes have left behind. */
interface Passed {
  outcome: PassOutcome;
  known: Known;
}

/** From what is known of the organization to its next due time; a dry run ends with the pass. */
export async function inLease(one: Reconciliation): Promise<void> {
  const { deps, organization, way, keeper, report } = one;
  const begunAt = deps.clock.now();
  const change = await lastChange(deps.store, organization.id);
  const known = await freshened(one, false);
  refuseOutside(instantOf(one), known.remembered);
  const marks = new KnownMarks();
  const announcer = keeper && deps.announces ? announcerOf(one, marks) : null;
  if (keeper && way.asked?.prepare) await way.asked.prepare(keeper.lease, await known.loadSituation());
  const { outcome, known: last } = await passes(one, known, marks, announcer)
    .catch(async (error: unknown) => {
      const silence = silenceIn(error);
      // It ends the pass, and is as much of what others leave as a wait in its middle.
      if (keeper && silence) await learned(one, begunAt, deps.clock.now(), silence.until);
      throw error;
    })
    .finally(() => announcer?.over());
  const endedAt = deps.clock.now();
  const crowded = keeper ? await learned(one, begunAt, endedAt) : one.crowded;
  if (crowded) report.warnings.push(crowdedWarning(organization.id, crowded));
  report.warnings.push(...noSettingsWarnings(outcome, last.remembered.directory));
  const { situation, decidedAt } = outcome;
  report.warnings.push(...awaitedAmong(organization.id, situation.adHoc, endedAt).map(awaitedWarning));
  report.warnings.push(...zoneWarnings(situation.zoneUnknown));
  if (!keeper) return;
  await conclude(one, {
    ...{ keeper, change, situation, decidedAt, endedAt, announcer, marks: outcome.marks },
    slowness: slownessOf(crowded),
    directory: last.remembered.directory,
    refreshAt: Math.min(last.againAt, outcome.rewordAt, outcome.templates.at),
    templates: outcome.templates,
    hasChanged: async () => one.halt?.signal.aborted || (await last.loadSituation()) !== outcome.loaded,
  });
}

function learned(
  { deps, organization, account, crowded }: Reconciliation,
  since: Instant,
  now: Instant,
  until = now,
): Promise<Crowded | null> {
  const { reads, writes } = account.client.requests;
  const seen = { ...account.crowding(), requests: reads + writes, since, now, until };
  return learnCrowding(deps.store, organization.id, crowded, seen);
}

/** What is remembered of the organization, as fresh as it has to be. @param force everything is read anew */
async function freshened(one: Reconciliation, force: boolean): Promise<Known> {
  const { deps, applied, organization, account, keeper, way, report } = one;
  const { dryRun, eager } = way;
  const fresh = await deps.freshen({ deps, applied, organization, account, keeper, dryRun, force, eager });
  const told = new Set(report.warnings.map(({ message }) => message));
  report.warnings.push(...fresh.warnings.filter(({ message }) => !told.has(message)));
  return { ...fresh, loadSituation: loaderOf(one, fresh.remembered) };
}

/** No information means no decision: outside the expanded calendars nothing is decided (design rule 15). */
function refuseOutside(at: Instant, { calendars }: Remembered): void {
  const { from, to } = calendars.window;
  const date = civilDateOf(at, 'UTC');
  if (date > from && date < to) return;
  throw new UsageError(
    'outside-calendar',
    `The calendars are known from ${from} to ${to}; ${date} lies outside, so nothing can be decided for it.`,
    'Take an instant inside, or look at other times with `plan`.',
  );
}

function loaderOf(
  { deps, applied, organization, way: { at } }: Reconciliation,
  remembered: Remembered,
): PassInput['loadSituation'] {
  const { store, clock } = deps;
  if (at === null || at >= clock.now())
    return situationLoader(store, applied.config, organization, remembered);
  // For an instant in the past also closures that have ended since.
  const listAdHoc = () => adHocSince(store, organization.id, at, clock.now());
  return situationLoader(store, applied.config, organization, remembered, listAdHoc);
}

function announcerOf(
  { deps: { store }, notes, organization, applied, way: { publish } }: Reconciliation,
  marks: ReadonlyMap<string, BusinessMark>,
): Announcer {
  return new Announcer({ store, notes, organization: organization.id, applied, marks, publish });
}

/** One pass; and another one where the first missed a business that the directory still has. */
async function passes(
  one: Reconciliation,
  known: Known,
  marks: PassInput['marks'],
  announcer: Announcer | null,
): Promise<Passed> {
  const { deps, organization, notes, way, keeper, report } = one;
  const pause = way.asked === null ? await readPause(notes, organization.id) : null;
  if (pause) report.warnings.unshift(pauseWarning(organization.id, pause));
  const paused = pause !== null;
  const refusals = await knownRefusals(notes, organization.id);
  const pass = (from: Known, remembered: Reconciliation['notes']) =>
    runPass({ ...inputOf(one, from, announcer), ...{ notes: remembered, marks, paused, refusals } });
  const outcome = await pass(known, notes);
  const { directory } = known.remembered;
  if (!keeper || !asksForListing(report, outcome, directory, deps.clock.now())) return { outcome, known };
  const again = await freshened(one, true);
  if (again.remembered.directory === directory)
    return { outcome, known: { ...again, loadSituation: known.loadSituation } };
  const second = await pass(again, deps.store);
  withoutAbsent(report, second);
  const withoutSettings = [...outcome.withoutSettings, ...second.withoutSettings];
  return { outcome: { ...second, withoutSettings }, known: again };
}

function inputOf(
  one: Reconciliation,
  known: Known,
  announcer: Announcer | null,
): Omit<PassInput, 'notes' | 'marks' | 'paused' | 'refusals'> {
  const { deps, organization, account, keeper, halt, way, report } = one;
  const { deadline, lookaheadMilliseconds, eager } = way;
  const signals = [way.signal, halt?.signal].filter((signal) => signal != null);
  return {
    ...{ deps, organization, account, keeper, deadline, lookaheadMilliseconds, eager },
    signal: AbortSignal.any(signals),
    slowness: slownessOf(one.crowded),
    loadSituation: async () => {
      const now = deps.clock.now();
      const situation = await known.loadSituation();
      await halt?.look();
      await announcer?.whileRunning(situation, now);
      return situation;
    },
    directory: known.remembered.directory,
    at: (now = deps.clock.now()) => way.at ?? now,
    only: way.asked?.businesses ?? null,
    everyTemplate: way.asked === null || way.asked.templates === true,
    results: report.results,
    warnings: report.warnings,
  };
}
