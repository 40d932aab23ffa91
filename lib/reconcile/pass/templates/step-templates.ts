/** What a pass does for message templates, between its batches of businesses. */
import { type Decision, decide } from '../../../closures/decide.ts';
import { asSettings, templateFieldsIn } from '../../../closures/fields.ts';
import type { BusinessRecord } from '../../../closures/record.ts';
import { isRefusedKey } from '../../../partoo/errors/refused-key.ts';
import type { TemplateItem } from '../../../partoo/templates.ts';
import { LeaseLostError } from '../../../store/store.ts';
import { failingSince, MOST_TRIES } from '../../policy/tries.ts';
import { needsPair } from '../../situation/batch.ts';
import { historyOf, keptHistory } from '../history-entries.ts';
import { countTry } from '../outcomes.ts';
import { isOver, type PassState } from '../pass-state.ts';
import { errorOf } from '../report.ts';
import { send } from '../send.ts';
import { silenceIn } from '../silence.ts';
import { tellDecision, tellResult, warn } from '../telling.ts';
import { waitForPair } from '../waiting.ts';
import { type DueTemplate, dueTemplates } from './due-templates.ts';
import { findTemplate, type ShownTemplates } from './find-template.ts';
import { giveUp, isGone } from './gone.ts';
import { withSources } from './sources.ts';
import { loadTemplates } from './template-state.ts';
import { toTemplate } from './to-template.ts';

/** When a write that Partoo does not show yet is looked at again; then it is left to the next pass. */
const LOOK_AGAIN_MILLISECONDS = [0, 1000, 2000, 4000, 8000, 15_000];
const PAUSED = { code: 'paused', message: 'Writing is paused; `resume` starts it again.' };
const NOT_SHOWN = {
  code: 'propagating',
  message: 'Partoo does not show the change yet; it is looked at again.',
};

interface Facts {
  code: string;
  message: string;
}

/** Looks at the templates that are due. False where none is. */
export async function stepTemplates(pass: PassState): Promise<boolean> {
  const { due, unreadable, over } = dueTemplates(pass);
  if (over.length > 0) await letGo(pass, over);
  for (const { name, error } of unreadable) {
    pass.templates.done.set(name, '');
    tellResult(pass, nameOf(name), {
      action: 'leave',
      reason: name,
      outcome: 'failed',
      error: errorOf(error),
    });
  }
  if (due.length === 0) return false;
  if (pass.paused) {
    for (const one of due) {
      finish(pass, one);
      if (one.isMissed) tell(pass, one, 'deferred', PAUSED);
    }
    return false;
  }
  await pass.keeper?.ensure(0);
  const isSlow = pass.keeper !== null && needsPair(pass.spacing);
  if (isSlow && due.some(({ isMissed }) => isMissed) && !(await waitForPair(pass))) return !isOver(pass);
  const shown = await read(pass, due);
  if (shown === null) return !isOver(pass);
  for (const one of isSlow ? due.slice(0, 1) : due) {
    if (isOver(pass)) break;
    await lookAt(pass, one, shown);
  }
  return true;
}

async function letGo({ deps, keeper, templates }: PassState, over: readonly BusinessRecord[]): Promise<void> {
  if (keeper) await deps.store.saveTemplates(keeper.lease, over);
  for (const record of over) templates.records.set(record.business, record);
}

/** Waits until a template that was written is to be read back. False where none is. */
export async function awaitTemplates({ templates, deps: { clock } }: PassState): Promise<boolean> {
  const looks = [...templates.awaited.values()].map((one) => one.lookAt);
  if (looks.length === 0) return false;
  await clock.sleep(Math.max(1, Math.min(...looks) - clock.now()));
  return true;
}

/** What is left when the pass has to end. */
export function giveUpTemplates(pass: PassState, error: Facts, hasToEnd: boolean): void {
  for (const [name, { action, reason }] of pass.templates.awaited)
    tellResult(pass, nameOf(name), { action, reason, outcome: 'deferred', error });
  pass.templates.awaited.clear();
  if (!hasToEnd || pass.paused) return;
  for (const one of dueTemplates(pass).due) if (one.isMissed) tell(pass, one, 'deferred', error);
}

/** null where they cannot be read: all that are due have failed, or are left over. */
async function read(pass: PassState, due: readonly DueTemplate[]): Promise<ShownTemplates | null> {
  const { account, deadline } = pass;
  let isPartial = false;
  try {
    const items = await account.client.templates.listSources({
      ...(deadline === null ? {} : { deadline }),
      onInvalid: () => {
        isPartial = true;
      },
    });
    return { items, isPartial };
  } catch (error) {
    if (isOrganizationWide(error)) throw error;
    if (!isOver(pass)) for (const one of due) await fail(pass, one, errorOf(error));
    return null;
  }
}

async function lookAt(pass: PassState, one: DueTemplate, shown: ShownTemplates): Promise<void> {
  try {
    const others = [...pass.templates.records].flatMap(([name, record]) =>
      name === one.name ? [] : [record],
    );
    const found = findTemplate(one.title, one.record, shown, others);
    if (!('code' in found)) await act(pass, one, found);
    else if (pass.keeper && isGone(one.record, found.code, shown.isPartial, pass.deps.clock.now()))
      await startAnew(pass, { ...one, record: await giveUp(pass, one.record) }, shown);
    else await fail(pass, one, found);
  } catch (error) {
    if (isOrganizationWide(error)) throw error;
    // What the store has taken before it stumbled counts: the baseline above all.
    await loadTemplates(pass.deps, pass.organization.id, pass.templates);
    // That is no reason to leave the others (design rule 19).
    await fail(pass, one, errorOf(error));
  }
}

/** Of one that was given up nothing is left to do, unless it is to be swapped: then another one may have its title. */
async function startAnew(pass: PassState, one: DueTemplate, shown: ShownTemplates): Promise<void> {
  if (one.desiredFor(null).overlayKey !== '') return lookAt(pass, one, shown);
  finish(pass, one);
  tellResult(pass, nameOf(one.name), { action: 'leave', reason: 'gone from Partoo', outcome: 'unchanged' });
}

/** A refused key, a lost lease and a silence concern the whole organization. */
function isOrganizationWide(error: unknown): boolean {
  return error instanceof LeaseLostError || silenceIn(error) !== null || isRefusedKey(error);
}

async function act(pass: PassState, one: DueTemplate, item: TemplateItem): Promise<void> {
  const { deps, keeper } = pass;
  const seen = { settings: asSettings(templateFieldsIn(item.value)), text: item.text };
  const record = { ...one.record, settingId: item.value.id };
  const times = { now: deps.clock.now(), at: pass.at() };
  const decided = decide(record, seen, one.desiredFor, times, keeper?.lease.token ?? 0);
  const decision = { ...decided, record: withSources(decided.record, record) };
  tellDecision(pass, nameOf(one.name), decision);
  if (!decision.write) await keep(pass, one, decision);
  else if (keeper) await write(pass, one, decision, item);
  else {
    finish(pass, one);
    const { action, reason } = decision.write;
    tellResult(pass, nameOf(one.name), { action, reason, outcome: 'deferred' });
  }
}

async function write(
  pass: PassState,
  one: DueTemplate,
  decision: Decision,
  item: TemplateItem,
): Promise<void> {
  const { deps, organization, account, keeper, deadline, templates } = pass;
  if (!keeper || !decision.write) return;
  const { action, reason } = decision.write;
  const refused = templates.refused.get(one.name) ?? new Set();
  templates.refused.set(one.name, refused);
  const sending = await send({
    ...{ deps, organization, keeper, deadline, decision },
    destination: toTemplate(deps, account, item, refused),
    business: nameOf(one.name),
    refusedNulls: [],
  });
  templates.records.set(one.name, sending.record);
  for (const warning of sending.warnings) warn(pass, warning);
  if (sending.kind === 'sent' || (sending.kind === 'unknown' && countTry(pass, one.name) < MOST_TRIES))
    templates.awaited.set(one.name, { lookAt: deps.clock.now(), looks: 0, action, reason });
  else if (sending.kind === 'switched') finish(pass, one);
  else if (sending.kind === 'refused' || countTry(pass, one.name) >= MOST_TRIES) {
    finish(pass, one);
    tellResult(pass, nameOf(one.name), { action, reason, outcome: 'failed', error: sending.error });
  }
}

/** A decision without a write. */
async function keep(pass: PassState, one: DueTemplate, decision: Decision): Promise<void> {
  const { deps, organization, keeper, templates } = pass;
  const { record, late } = decision;
  const awaited = templates.awaited.get(one.name);
  templates.awaited.delete(one.name);
  templates.records.set(one.name, record);
  const history = [
    ...historyOf(organization.id, decision),
    ...keptHistory(organization.id, decision, deps.clock.now()),
  ];
  const wait = late ? LOOK_AGAIN_MILLISECONDS[(awaited?.looks ?? -1) + 1] : undefined;
  if (keeper) await deps.store.saveTemplates(keeper.lease, [record], history);
  const { action, reason } = awaited ?? record.last ?? { action: 'change' as const, reason: 'late' };
  if (wait !== undefined && keeper && record.failing === null) {
    const lookAt = deps.clock.now() + wait;
    templates.awaited.set(one.name, { lookAt, looks: (awaited?.looks ?? -1) + 1, action, reason });
    return;
  }
  finish(pass, one);
  if (!late) return;
  const { failing } = record;
  const told = failing ? { code: failing.code, message: failing.message } : NOT_SHOWN;
  tellResult(pass, nameOf(one.name), {
    action,
    reason,
    outcome: failing ? 'failed' : 'deferred',
    error: told,
  });
}

/** It is set aside with an alert, and tried again later and later. */
async function fail(pass: PassState, one: DueTemplate, error: Facts): Promise<void> {
  const { deps, keeper, templates } = pass;
  const known = templates.records.get(one.name) ?? one.record;
  const record: BusinessRecord = { ...known, failing: failingSince(known, error, deps.clock.now()) };
  if (keeper) await deps.store.saveTemplates(keeper.lease, [record]);
  if (record.failing?.isNew)
    deps.tell({
      ...{ kind: 'alert', organization: pass.organization.id, business: null },
      ...{ code: error.code, message: `${one.name}: ${error.message}` },
    });
  templates.records.set(one.name, record);
  templates.awaited.delete(one.name);
  finish(pass, { ...one, record });
  tell(pass, one, 'failed', error);
}

function finish({ templates }: PassState, { name, record, desiredFor }: DueTemplate): void {
  templates.done.set(name, desiredFor(record.override).overlayKey);
}

function tell(pass: PassState, one: DueTemplate, outcome: 'failed' | 'deferred', error: Facts): void {
  const { overlayKey, reason } = one.desiredFor(one.record.override);
  const action = overlayKey === '' ? 'reopen' : 'change';
  tellResult(pass, nameOf(one.name), { action, reason, outcome, error });
}

function nameOf(name: string): { id: string; code: null } {
  return { id: name, code: null };
}
