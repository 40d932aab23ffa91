import type { Instant } from '../../../clock.ts';
import type { TemplateFields } from '../../../closures/fields.ts';
import type { Action, BusinessRecord } from '../../../closures/record.ts';
import { isUnsettled } from '../../../closures/record.ts';
import { DRIFT_MILLISECONDS } from '../../situation/check-at.ts';
import type { Deps } from '../deps.ts';

/** A write that a read has to confirm. */
interface AwaitedTemplate {
  lookAt: Instant;
  /** How often Partoo was asked and did not show it yet. */
  looks: number;
  action: Action;
  reason: string;
}

/** What a pass knows of message templates; each by its name. */
export interface TemplateState {
  /** null: what is remembered of it cannot be read. */
  records: Map<string, BusinessRecord | null>;
  awaited: Map<string, AwaitedTemplate>;
  /** Looked at in this pass, with nothing more to do for what was wanted then (its overlay key). */
  done: Map<string, string>;
  /** What Partoo refused of it in this pass: a next try does not send that again. */
  refused: Map<string, Set<keyof TemplateFields>>;
}

export const noTemplates = (): TemplateState => ({
  ...{ records: new Map(), awaited: new Map(), done: new Map(), refused: new Map() },
});

export async function loadTemplates(
  { store }: Deps,
  organization: string,
  state: TemplateState,
): Promise<void> {
  for (const { name, record } of await store.listTemplates(organization)) state.records.set(name, record);
}

/** How long until a template whose last write is not confirmed is looked at again. */
const UNSETTLED_MILLISECONDS = 60_000;

/** When a template is to be looked at whatever the closures say. */
export function lookAt(record: BusinessRecord): Instant {
  if (record.failing) return record.failing.nextTryAt;
  const seenAt = record.seenAt ?? Number.NEGATIVE_INFINITY;
  if (isUnsettled(record) || record.restoring.length > 0) return seenAt + UNSETTLED_MILLISECONDS;
  return record.inPlace ? seenAt + DRIFT_MILLISECONDS : Number.POSITIVE_INFINITY;
}

/** What is left to do for templates when a pass is over. */
export interface TemplatesLeft {
  /** When they have to be seen to again; Infinity: not by themselves. */
  at: Instant;
  /** Somebody who asks by hand would find something to do at once. */
  isRestless: boolean;
}

export function templatesLeft({ records }: TemplateState): TemplatesLeft {
  const known = [...records.values()].filter((record) => record !== null);
  return {
    at: Math.min(Number.POSITIVE_INFINITY, ...known.map(lookAt)),
    isRestless: known.length < records.size || known.some((one) => one.failing !== null || isUnsettled(one)),
  };
}
