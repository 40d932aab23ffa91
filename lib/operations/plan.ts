import type { Instant } from '../clock.ts';
import type { Config } from '../config/model.ts';
import { crowdedWarning, readCrowded, slownessOf } from '../reconcile/pass/crowding.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { selectOrganizations } from '../reconcile/pass/session.ts';
import { batchSize, PAGE } from '../reconcile/situation/batch.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { spacingOf } from '../reconcile/situation/spacing.ts';
import { type PlannedStaging, stagedWrites } from '../reconcile/situation/staged-writes.ts';
import { Wanting } from '../reconcile/situation/wanted.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import { type PlannedWave, waves } from '../reconcile/situation/waves.ts';
import type { Advisor } from './advice/advisor.ts';
import { type BothWays, bothWays } from './advice/both-ways.ts';
import { conflictWarnings } from './advice/conflicts.ts';
import { gridsNow } from './advice/grids-now.ts';
import { lateStagedWarnings, lateWarnings } from './advice/late-warnings.ts';
import { listingWarnings } from './advice/listing-warnings.ts';
import {
  type AlikeBusinesses,
  type Beginning,
  beginnings,
  fillTexts,
  type PlannedRow,
  plannedClosures,
  rowsOf,
} from './planned-closures.ts';
import { type PlannedSwap, plannedSwaps, requestsOfSwaps } from './planned-swaps.ts';
import { recall, survey } from './survey.ts';

/** What is worked out once for all businesses that have it alike. */
export type SharedPlanPart =
  | ({ kind: 'closures' } & AlikeBusinesses)
  | { kind: 'wave'; wave: PlannedWave }
  | { kind: 'staged'; staged: PlannedStaging[] }
  | { kind: 'ways'; ways: BothWays }
  | { kind: 'swap'; swap: PlannedSwap }
  | { kind: 'requests'; requests: { reads: number; writes: number } }
  | { kind: 'warning'; warning: Warning };

export type PlanPart = ({ kind: 'closure' } & PlannedRow) | Exclude<SharedPlanPart, { kind: 'closures' }>;

export interface PlanOptions {
  /** Half-open window; a closure that only touches it from outside is not in it. */
  from: Instant;
  to: Instant;
  organization: string | null;
  /** Leaves the rows out. */
  summary: boolean;
  /** Where files of feeds are read. Default: they are as they were when the configuration was applied. */
  folder?: string;
  /** From what is remembered, without asking Partoo. Default false. */
  stored?: boolean;
  /** Shown every organization; what it has to say is asked for once all are planned. */
  advisor?: Advisor;
}

/** The longest window, days. */
const LONGEST_DAYS = 731;
/**
 * What would be done in a window: first a row for each occurrence and business, neither merged nor cut, then the waves,
 * then the requests that they cost, then what is worth a warning. Changes nothing.
 * @throws UsageError, PartooError
 */
export async function* plan(deps: Deps, config: Config, options: PlanOptions): AsyncGenerator<PlanPart> {
  for await (const part of planAlike(deps, config, options)) {
    if (part.kind === 'closures') for (const planned of rowsOf(part)) yield { kind: 'closure', ...planned };
    else yield part;
  }
}

/**
 * The same, with the rows of businesses that have everything alike together: of millions there are few kinds.
 * @throws UsageError, PartooError
 */
export async function* planAlike(
  deps: Deps,
  config: Config,
  options: PlanOptions,
): AsyncGenerator<SharedPlanPart> {
  refuseWindow(options);
  const situations: Situation[] = [];
  const warnings: Warning[] = [];
  for (const organization of selectOrganizations(config, options.organization)) {
    const situation = await (options.stored ? recall : survey)(deps, config, organization, options, warnings);
    if (situation === null) continue;
    await options.advisor?.add(situation);
    situations.push(situation);
  }
  const wantings = new Map(situations.map((situation) => [situation, new Wanting(situation)]));
  for (const situation of situations) {
    const wanting = wantings.get(situation) as Wanting;
    if (options.summary) fillTexts(situation, wanting, options);
    else
      for (const alike of plannedClosures(situation, wanting, options)) yield { kind: 'closures', ...alike };
  }
  const requests = { reads: 0, writes: 0 };
  for (const situation of situations) {
    const together = batchSize(spacingOf(situation.organization));
    const planned: PlannedWave[] = [];
    const crowded = await readCrowded(deps.store, situation.organization.id, deps.clock.now());
    if (crowded) warnings.push(crowdedWarning(situation.organization.id, crowded));
    const wanting = wantings.get(situation) as Wanting;
    for (const wave of waves(situation, wanting, options, slownessOf(crowded))) {
      requests.writes += wave.writes;
      // Before the writes, as many as can be written while they are fresh, and after them.
      requests.reads += Math.ceil(wave.writes / together) + Math.ceil(wave.writes / PAGE);
      planned.push(wave);
      yield { kind: 'wave', wave };
    }
    const grids = await gridsNow(deps.store, situation, deps.clock.now());
    const staged = stagedWrites(situation, options, grids);
    for (const { writes } of staged) {
      requests.writes += writes;
      requests.reads += Math.ceil(writes / together) + Math.ceil(writes / PAGE);
    }
    if (staged.length > 0) yield { kind: 'staged', staged };
    const ways = bothWays(situation, options, planned, grids);
    if (ways) yield { kind: 'ways', ways };
    warnings.push(
      ...lateWarnings(situation.organization, planned, ways),
      ...lateStagedWarnings(situation.organization, staged, deps.clock.now()),
    );
    for (const swap of plannedSwaps(situation, options)) yield { kind: 'swap', swap };
    const { reads, writes } = requestsOfSwaps(situation, options);
    requests.reads += reads;
    requests.writes += writes;
  }
  yield { kind: 'requests', requests };
  for (const situation of situations)
    warnings.push(...conflictWarnings(situation, options), ...listingWarnings(situation, options));
  for (const situation of situations)
    warnings.push(...textWarnings(situation, wantings.get(situation) as Wanting));
  for (const warning of warnings) yield { kind: 'warning', warning };
}

/**
 * What begins in a window, from what is remembered: the rows of {@link plan}, for whoever looks at few of them.
 * @throws UsageError
 */
export async function beginningsIn(
  deps: Deps,
  config: Config,
  window: Pick<PlanOptions, 'from' | 'to' | 'organization'>,
): Promise<Beginning[]> {
  refuseWindow(window);
  const found: Beginning[] = [];
  for (const organization of selectOrganizations(config, window.organization)) {
    const situation = await recall(deps, config, organization, window, []);
    if (situation) found.push(...beginnings(situation, new Wanting(situation), window));
  }
  return found;
}

function refuseWindow({ from, to }: Pick<PlanOptions, 'from' | 'to'>): void {
  if (to <= from)
    throw new UsageError('window', 'The window ends before it begins.', 'Give a --to after --from.');
  if (to - from > LONGEST_DAYS * 24 * 3600_000) {
    throw new UsageError('window', 'The window is longer than two years.', 'Plan it in parts.');
  }
}

function textWarnings(situation: Situation, { missing }: Wanting): Warning[] {
  return [...missing].map(([id, { message, variables }]) => ({
    code: 'text',
    message: `${situation.businessOf.get(id)?.code ?? id}: message "${message}" lacks ${variables.join(', ')}; the built-in text stands in for it.`,
  }));
}
