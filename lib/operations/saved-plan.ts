/** What somebody looked at before it is put into force, so that nothing else is. */
import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { isoSecondOf } from '../clock.ts';
import { type LoadedConfig, serializeConfig } from '../config/index.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { readAppliedConfig } from '../reconcile/pass/session.ts';
import type { Store } from '../store/store.ts';
import { type ApplyPreview, applyConfig } from './apply.ts';

const names = z.array(z.string()).max(100_000);
const savedPlan = z.strictObject({
  version: z.literal(1),
  madeAt: z.iso.datetime({ offset: true }),
  /** SHA-256 of closures.yml, and of the one that was in force; null: none was. */
  configuration: z.string(),
  inForce: z.string().nullable(),
  rules: z.strictObject({ added: names, changed: names, removed: names }),
  organizations: z
    .array(z.strictObject({ id: z.string(), closingNow: z.int().min(0), reopeningNow: z.int().min(0) }))
    .max(100_000),
});
export type SavedPlan = z.infer<typeof savedPlan>;

const LARGEST_BYTES = 20 * 1024 * 1024;
const REMEDY = 'Look again: partoo-closures plan --out FILE';

/** Looks at what `apply` would change, and stores nothing but the file. @throws what {@link applyConfig} throws */
export async function savePlan(deps: Deps, loaded: LoadedConfig, path: string): Promise<SavedPlan> {
  const preview = await applyConfig(deps, loaded, {
    organization: null,
    allowNow: Number.POSITIVE_INFINITY,
    confirm: async () => false,
  });
  const failed = preview.organizations.find(({ error }) => error);
  if (failed)
    throw new UsageError(
      'plan-incomplete',
      `Organization "${failed.id}" could not be read: ${failed.error?.message}`,
      'A plan that lacks one is not saved.',
    );
  const plan: SavedPlan = {
    version: 1,
    madeAt: isoSecondOf(deps.clock.now()),
    configuration: loaded.hash,
    inForce: (await readAppliedConfig(deps.store))?.hash ?? null,
    rules: preview.rules,
    organizations: preview.organizations.map(({ id, closingNow, reopeningNow }) => ({
      id,
      closingNow,
      reopeningNow,
    })),
  };
  await writeFile(path, `${JSON.stringify(plan, null, 2)}\n`);
  return plan;
}

/** @throws UsageError for what `plan --out` did not write */
export async function readPlan(path: string): Promise<SavedPlan> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new UsageError('no-plan', `There is no plan at ${path}.`, REMEDY);
  }
  const read = text.length > LARGEST_BYTES ? null : savedPlan.safeParse(jsonIn(text));
  if (!read?.success) throw new UsageError('no-plan', `${path} is no plan that this version wrote.`, REMEDY);
  return read.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether the plan is still what would happen. @throws UsageError that says what has changed since */
export async function refuseOtherThan(plan: SavedPlan, loaded: LoadedConfig, store: Store): Promise<void> {
  const inForce = (await readAppliedConfig(store))?.hash ?? null;
  const changed = [
    ...(plan.configuration === loaded.hash ? [] : [`${loaded.file} is another one`]),
    ...(plan.inForce === inForce ? [] : ['another configuration was put into force']),
  ];
  if (changed.length > 0) throw stale(plan, changed);
}

/** The same, of what would be closed and reopened now. @throws UsageError */
export function refuseMoreThan(plan: SavedPlan, { organizations }: ApplyPreview): void {
  const changed = organizations.flatMap(({ id, closingNow, reopeningNow }) => {
    const planned = plan.organizations.find((one) => one.id === id) ?? { closingNow: 0, reopeningNow: 0 };
    const isMore = closingNow > planned.closingNow || reopeningNow > planned.reopeningNow;
    const [was, is] = [planned, { closingNow, reopeningNow }].map(
      (one) => `close ${one.closingNow} and reopen ${one.reopeningNow}`,
    );
    return isMore ? [`"${id}" would now ${is} shops at once, the plan says ${was}`] : [];
  });
  if (changed.length > 0) throw stale(plan, changed);
}

function stale({ madeAt }: SavedPlan, changed: readonly string[]): UsageError {
  return new UsageError(
    'stale-plan',
    `Since the plan of ${madeAt}: ${changed.join('; ')}. Nothing was changed.`,
    REMEDY,
  );
}

/** Whether what closures.yml says is not what is in force; comments and order of words do not count. */
export async function differsFromApplied(loaded: LoadedConfig, store: Store): Promise<boolean> {
  const applied = await readAppliedConfig(store);
  return applied === null || serializeConfig(applied.config) !== serializeConfig(loaded.config);
}
