import * as z from 'zod';
import { WEEKDAYS, type WeekHours } from '../closures/model.ts';
import { ConfigError } from '../reading/issues.ts';
import type { Config, SecretRef } from './model.ts';

/** JSON for the store; {@link deserializeConfig} gives back an equal configuration. */
export function serializeConfig(config: Config): string {
  return JSON.stringify(config);
}

/**
 * Reads what {@link serializeConfig} wrote. Anything else (another version's, a damaged one) is refused as a whole:
 * acting on half a configuration would reopen what the other half closes.
 * @throws ConfigError
 */
export function deserializeConfig(text: string): Config {
  const result = stored.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw unreadable(result.error.issues.map((issue) => issue.path as (string | number)[]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable([[]], error);
  }
}

function unreadable(paths: (string | number)[][], cause?: unknown): ConfigError {
  const issues = paths.map((path) => ({
    file: 'stored configuration',
    line: null,
    column: null,
    path,
    message: 'is not what this version of partoo-closures stores',
    remedy: 'run: partoo-closures apply',
  }));
  return new ConfigError(issues, { cause });
}

const windows = z.array(z.string());
const weekHours = z.strictObject(
  Object.fromEntries(WEEKDAYS.map((day) => [day, windows.exactOptional()])),
) as z.ZodType<WeekHours>;

const selectors = {
  organizations: z.array(z.string()).min(1).exactOptional(),
  codes: z.array(z.string()).min(1).exactOptional(),
  businesses: z.array(z.string()).min(1).exactOptional(),
  groups: z.array(z.number()).min(1).exactOptional(),
  countries: z.array(z.string()).min(1).exactOptional(),
  regions: z.array(z.string()).min(1).exactOptional(),
  zipcodes: z.array(z.string()).min(1).exactOptional(),
  cities: z.array(z.string()).min(1).exactOptional(),
};
const scope = z
  .strictObject({ ...selectors, exclude: z.strictObject(selectors).exactOptional() })
  .refine((value) => Object.keys(value).length > 0);

const messageRef = z.union([z.strictObject({ message: z.string() }), z.strictObject({ text: z.string() })]);
const message = z.union([z.literal('keep'), messageRef]);
const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('leave') }),
  z.strictObject({
    kind: z.literal('set'),
    open: z.boolean(),
    reachable: z.union([z.boolean(), z.literal('keep')]).exactOptional(),
    offlineMessage: message.exactOptional(),
    welcomeMessage: message.exactOptional(),
    chatHours: z.union([z.enum(['closed', 'keep', 'business']), weekHours]).exactOptional(),
  }),
]);

const correction = {
  timezone: z.string().exactOptional(),
  region: z.string().exactOptional(),
  language: z.string().exactOptional(),
};
const organization = z.strictObject({
  id: z.string().min(1),
  apiKey: z.string().regex(/^(env|ssm|secretsmanager):/) as unknown as z.ZodType<SecretRef>,
  baseUrl: z.string(),
  requestsPerMinute: z.number().positive(),
  budgetShare: z.number().positive().max(1),
  timezone: z.string().nullable(),
  language: z.string().nullable(),
  webhookPublicKey: z.string().nullable(),
  businesses: z.record(z.string(), z.strictObject(correction)),
  corrections: z.array(z.strictObject({ ...correction, scope })),
});

const datesEntry = z.union([
  z.strictObject({ from: z.string(), to: z.string().nullable(), name: z.string().nullable() }),
  z.strictObject({
    every: z.string(),
    fromTime: z.string().nullable(),
    toTime: z.string().nullable(),
    leap: z.enum(['28', '1', 'skip']).nullable(),
    name: z.string().nullable(),
  }),
]);
const dayMatcher = z.union([
  z.strictObject({ date: z.string() }),
  z.strictObject({ every: z.string() }),
  z.strictObject({ name: z.string() }),
]);
const calendar = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('holidays'),
    country: z.string().nullable(),
    region: z.string().nullable(),
    types: z.array(z.enum(['public', 'bank', 'school', 'optional', 'observance'])),
    except: z.array(dayMatcher),
    also: z.array(datesEntry),
  }),
  z.strictObject({ kind: z.literal('dates'), entries: z.array(datesEntry) }),
  z.strictObject({ kind: z.literal('cron'), close: z.string(), open: z.string() }),
  z.strictObject({ kind: z.literal('weekly'), open: weekHours }),
]);

const stored: z.ZodType<Config> = z.strictObject({
  version: z.literal(1),
  organizations: z.array(organization).min(1),
  messages: z.record(
    z.string(),
    z.union([
      z.strictObject({ texts: z.record(z.string(), z.string()) }),
      z.strictObject({ template: z.string() }),
    ]),
  ),
  rules: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string().nullable(),
      scope: scope.nullable(),
      calendar,
      effect,
      priority: z.number(),
      onManualChange: z.enum(['respect', 'enforce']),
      maxLeadMilliseconds: z.number().nonnegative(),
      enabled: z.boolean(),
    }),
  ),
});
