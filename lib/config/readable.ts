import type * as z from 'zod';
import { KINDS, kinds } from '../calendars/index.ts';
import type { Calendar } from '../calendars/stored.ts';
import { isRecord } from '../reading/readers.ts';
import type { Organization, Rule } from './model.ts';
import { organization } from './organization.ts';
import { scope } from './scope.ts';

/** What is checked beyond the shape of a file. */
export interface Checkable {
  organizations: readonly Pick<Organization, 'id' | 'businesses' | 'corrections'>[];
  rules: readonly (Pick<Rule, 'key' | 'calendar'> & {
    /** Undefined where it cannot be read: whom the rule concerns is then not known. */
    scope: Rule['scope'] | undefined;
  })[];
}

/**
 * What can be read of a file in which something is wrong: each calendar, scope and correction that is right by itself,
 * so that what is wrong with those beyond their shape is not hidden.
 */
export function readableParts(value: unknown): Checkable {
  const { organizations, rules } = isRecord(value) ? value : {};
  const names = Object.keys(recordOf(organizations));
  return {
    organizations: names.map((id) => readableOrganization(id, names, recordOf(organizations)[id])),
    rules: Object.entries(recordOf(rules)).flatMap(([key, raw]) => readableRules(key, names, recordOf(raw))),
  };
}

function readableOrganization(id: string, names: string[], raw: unknown): Checkable['organizations'][number] {
  const { businesses, corrections } = recordOf(raw);
  const alone = (members: object) => {
    const shape = organization(id, names);
    return readable(shape, { apiKey: 'env:KEY', ...members });
  };
  const entries = Object.entries(recordOf(businesses)).flatMap(([code, entry]) => {
    const { region } = recordOf(entry);
    return Object.entries(alone({ businesses: { [code]: { region } } })?.businesses ?? {});
  });
  return {
    id,
    businesses: Object.fromEntries(entries),
    corrections: (Array.isArray(corrections) ? corrections : []).map(readableCorrection),
  };

  /** Its scope and its region, each if it is right by itself: the others keep their place in the list. */
  function readableCorrection(raw: unknown): Checkable['organizations'][number]['corrections'][number] {
    const { region, scope: whose } = recordOf(raw);
    const where = { codes: ['any'] };
    const [found] = alone({ corrections: [{ scope: where, region }] })?.corrections ?? [];
    const [scoped] = alone({ corrections: [{ scope: whose, region: 'FR-67' }] })?.corrections ?? [];
    return { ...found, scope: scoped?.scope ?? where };
  }
}

function readableRules(
  key: string,
  names: readonly string[],
  raw: Record<string, unknown>,
): Checkable['rules'][number][] {
  const found = raw.scope === undefined ? null : readable(scope(names, 'allowed'), raw.scope);
  return KINDS.flatMap((kind) => {
    const calendar: Calendar | undefined =
      kind in raw ? readable<Calendar>(kinds[kind].read, raw[kind]) : undefined;
    return calendar === undefined ? [] : [{ key, calendar, scope: found }];
  });
}

function readable<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
