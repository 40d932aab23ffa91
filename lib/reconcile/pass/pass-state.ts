import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';
import type { Organization } from '../../config/model.ts';
import type { Directory, Store } from '../../store/store.ts';
import type { Candidate } from '../situation/candidates.ts';
import type { Situation } from '../situation/situation.ts';
import { spacingOf } from '../situation/spacing.ts';
import { switchedApart } from '../situation/switched-apart.ts';
import type { Warning } from '../situation/warning.ts';
import { Checks } from './checks.ts';
import type { Account, Deps } from './deps.ts';
import { type Refusals, refusesStaged } from './findings.ts';
import { Identities } from './identities.ts';
import type { KnownMarks } from './known-marks.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { Outlook } from './outlook.ts';
import { ReadBacks } from './read-backs.ts';
import type { ShownSettings } from './read-settings.ts';
import type { BusinessResult } from './report.ts';
import { noTemplates, type TemplateState } from './templates/template-state.ts';
import { UnderWay } from './under-way.ts';

export interface PassInput {
  deps: Deps;
  organization: Organization;
  account: Account;
  /** null: a dry run, which decides and writes nothing. */
  keeper: LeaseKeeper | null;
  /** Read again before every batch, so that an urgent closure gets ahead of a running wave. */
  loadSituation(): Promise<Situation>;
  /** The businesses of the situation, and which of them are new or missing. */
  directory: Directory;
  /** The instant that is decided for: that of `run --at`, or `now`. Default: the clock's. */
  at(now?: Instant): Instant;
  /** No request is begun after it; null: until converged or stuck. */
  deadline: Instant | null;
  /** How far ahead the pass may wait for an instant at which something is due. */
  lookaheadMilliseconds: number;
  /** See CandidateInput. */
  eager: boolean;
  /** How many times as long as the quota says waves are taken to last. */
  slowness: number;
  /** Only these businesses; null: all. */
  only: ReadonlySet<string> | null;
  /** Whether templates are looked at that `only` does not name. */
  everyTemplate: boolean;
  /** Those that say when businesses were looked at. */
  notes: Pick<Store, 'readNote'>;
  paused: boolean;
  /** What Partoo is known to refuse for every business. */
  refusals: Refusals;
  /** What is remembered of the businesses: filled by the pass, and kept up to date while it goes on. */
  marks: KnownMarks;
  /** Filled as the pass goes on, so that what was done is told even where it ends in an error. */
  results: BusinessResult[];
  warnings: Warning[];
  signal: AbortSignal | null;
}

/** All businesses gone through once. */
export interface Scan {
  found: Candidate[];
  /** Who comes before this place is not turned to any more. */
  from: number;
  /** When the first texts, or staged hours, are to be written that cannot be yet; Infinity: none. */
  later: Instant;
  /** What it goes by: while none of that is another, it is not made again. */
  of: readonly unknown[];
}

/** A read that was begun before it is known whether its businesses come next. */
interface ReadAhead {
  readAt: Instant;
  businesses: ReadonlySet<string>;
  /** null: it could not be read. */
  shown: Promise<ShownSettings | null>;
}

/** A pass under way: what those who do its parts share. */
export interface PassState extends PassInput {
  /** Milliseconds between two requests. */
  spacing: number;
  outlook: Outlook;
  readBacks: ReadBacks;
  checks: Checks;
  identities: Identities;
  underWay: UnderWay;
  /**
   * When it was last asked what is due, by the clock. What comes next is counted from it: time has passed since, and an
   * instant in between would be found neither due nor to come.
   */
  decidedAt: Instant;
  /** How often a business has failed in this pass. */
  tries: Map<string, number>;
  /** Looked at in this pass, with nothing more to do for what was wanted then (business id → overlay key). */
  done: Map<string, string>;
  /** Of whom a list showed no settings, though those of others: they are asked for once more before that is believed. */
  doubted: Set<string>;
  /** Found to have no settings, and never had any. */
  withoutSettings: Business[];
  templates: TemplateState;
  /** The last one; null: none was made yet. */
  scan: Scan | null;
  /** What was read that nobody has looked at yet. */
  ahead: ReadAhead[];
}

export function beginPass(input: PassInput): PassState {
  const { deps, organization, deadline, marks, directory } = input;
  const { store, clock } = deps;
  const spacing = spacingOf(organization);
  const setApart = (situation: Situation) => switchedApart(situation, marks, refusesStaged(input.refusals));
  return {
    ...input,
    spacing,
    outlook: new Outlook(input.loadSituation, input.at, clock, setApart),
    readBacks: new ReadBacks(clock, spacing, deadline),
    checks: new Checks(store, organization.id, marks),
    identities: new Identities(store, organization.id, directory, marks, clock),
    underWay: new UnderWay(),
    decidedAt: clock.now(),
    tries: new Map(),
    done: new Map(),
    doubted: new Set(),
    withoutSettings: [],
    templates: noTemplates(),
    scan: null,
    ahead: [],
  };
}

/** Whether nothing is begun any more: what is under way takes the slots that are left until the deadline. */
export function isOver({ deadline, deps, signal, underWay, spacing }: PassState): boolean {
  if (signal?.aborted) return true;
  return deadline !== null && deps.clock.now() + underWay.size * spacing >= deadline;
}
