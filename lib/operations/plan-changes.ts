/** What a configuration changes of a plan: against the one that is applied. */
import type { Config } from '../config/model.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { readAppliedConfig } from '../reconcile/pass/session.ts';
import { type PlanOptions, planAlike } from './plan.ts';
import { type PlannedClosure, rowsOf } from './planned-closures.ts';

/** Closures of one rule at one time that come, go, or do something else, of however many businesses. */
export interface PlanChange {
  change: 'added' | 'removed' | 'changed';
  organization: string;
  rule: string;
  name: string;
  kind: PlannedClosure['kind'];
  start: string;
  end: string | null;
  businesses: number;
  /** The first few. */
  codes: string[];
  /** Of one that changes: what most businesses read before, where that is something else. */
  textBefore?: string | null;
  text?: string | null;
}

const CODES_KEPT = 5;

/** In the order of their start. Nothing applied: all is added. @throws UsageError, PartooError */
export async function planChanges(
  deps: Deps,
  config: Config,
  options: Omit<PlanOptions, 'summary' | 'stored' | 'advisor'>,
): Promise<PlanChange[]> {
  const applied = await readAppliedConfig(deps.store);
  const known = new Set(applied?.config.organizations.map(({ id }) => id));
  const before = new Map<string, PlannedClosure>();
  if (applied && (options.organization === null || known.has(options.organization)))
    for await (const row of rowsPlanned(deps, applied.config, { ...options, stored: true }))
      before.set(keyOf(row), row);
  const changes = new Map<string, PlanChange>();
  for await (const row of rowsPlanned(deps, config, options)) {
    const key = keyOf(row);
    const was = before.get(key);
    before.delete(key);
    if (!was) add(changes, 'added', row, null);
    else if (meaningOf(was) !== meaningOf(row)) add(changes, 'changed', row, was);
  }
  for (const row of before.values()) add(changes, 'removed', row, null);
  return [...changes.values()].sort(
    (a, b) => Date.parse(a.start) - Date.parse(b.start) || (a.rule < b.rule ? -1 : 1),
  );
}

async function* rowsPlanned(
  deps: Deps,
  config: Config,
  options: Omit<PlanOptions, 'summary'>,
): AsyncGenerator<PlannedClosure> {
  for await (const part of planAlike(deps, config, { ...options, summary: false }))
    if (part.kind === 'closures') for (const { row } of rowsOf(part)) yield row;
}

function keyOf({ organization, business, rule, start, end, kind }: PlannedClosure): string {
  const isAnnounced = kind === 'announce';
  return JSON.stringify([organization, business, rule, start, end, isAnnounced]);
}

function meaningOf({ kind, effect, offlineMessage, name }: PlannedClosure): string {
  return JSON.stringify([kind, effect, offlineMessage, name]);
}

function add(
  changes: Map<string, PlanChange>,
  change: PlanChange['change'],
  row: PlannedClosure,
  was: PlannedClosure | null,
): void {
  const { organization, rule, name, kind, start, end, business, code, offlineMessage } = row;
  const key = JSON.stringify([change, organization, rule, start, end, kind]);
  const known = changes.get(key) ?? {
    ...{ change, organization, rule, name, kind, start, end, businesses: 0, codes: [] },
    ...(was !== null && was.offlineMessage !== offlineMessage
      ? { textBefore: was.offlineMessage, text: offlineMessage }
      : {}),
  };
  changes.set(key, known);
  known.businesses += 1;
  if (known.codes.length < CODES_KEPT) known.codes.push(code ?? business);
}
