import type { LoadedConfig } from '../../config/index.ts';
import { ConfigError } from '../../reading/issues.ts';
import { readAppliedConfig } from '../../reconcile/pass/session.ts';
import { changedRules } from '../../reconcile/situation/changed-rules.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { firstOf } from '../../reconcile/situation/words.ts';
import type { Store } from '../../store/store.ts';

/** Says so where the file is not what is in force, and in which rules; nothing where nothing was applied yet. */
export async function notAppliedWarnings(loaded: LoadedConfig, store: Store): Promise<Warning[]> {
  const applied = await readAppliedConfig(store).catch((error: unknown) => {
    // What another version stored is for `apply` to judge.
    if (error instanceof ConfigError) return null;
    throw error;
  });
  if (applied === null || applied.hash === loaded.hash) return [];
  const changes = Object.entries(changedRules(applied.config, loaded.config))
    .filter(([, rules]) => rules.length > 0)
    .map(([what, rules]) => `${what} ${firstOf(rules, 3)}`);
  const which = changes.length > 0 ? ` (rules ${changes.join('; ')})` : '';
  return [
    {
      code: 'not-applied',
      message: `${loaded.file} differs from what was applied${which}; that stays in force until \`apply\`.`,
    },
  ];
}
