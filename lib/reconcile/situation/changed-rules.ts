import type { Config } from '../../config/model.ts';

export interface ChangedRules {
  added: string[];
  removed: string[];
  changed: string[];
}

/** The rules in which two configurations differ. */
export function changedRules(before: Config | null, after: Config): ChangedRules {
  const text = (config: Config | null) =>
    new Map((config?.rules ?? []).map((rule) => [rule.key, JSON.stringify(rule)]));
  const [old, now] = [text(before), text(after)];
  return {
    added: [...now.keys()].filter((key) => !old.has(key)),
    removed: [...old.keys()].filter((key) => !now.has(key)),
    changed: [...now].filter(([key, rule]) => old.has(key) && old.get(key) !== rule).map(([key]) => key),
  };
}
