import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../config/model.ts';

export interface ChangedRules {
  added: string[];
  removed: string[];
  changed: string[];
}

/** The rules in which two configurations differ. What was stored may hold its members in another order than the file. */
export function changedRules(before: Config | null, after: Config): ChangedRules {
  const rules = (config: Config | null) =>
    new Map((config?.rules ?? []).map((rule): [string, unknown] => [rule.key, asStored(rule)]));
  const [old, now] = [rules(before), rules(after)];
  return {
    added: [...now.keys()].filter((key) => !old.has(key)),
    removed: [...old.keys()].filter((key) => !now.has(key)),
    changed: [...now].flatMap(([key, rule]) =>
      old.has(key) && !isDeepStrictEqual(old.get(key), rule) ? [key] : [],
    ),
  };
}

/** Without members that are undefined, which a store leaves out. */
const asStored = (value: object): unknown => JSON.parse(JSON.stringify(value));
