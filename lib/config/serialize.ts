import * as z from 'zod';
import type { Same } from '../calendars/kind.ts';
import { storedName } from '../calendars/names.ts';
import { storedCalendar } from '../calendars/stored.ts';
import { WEEKDAYS } from '../closures/model.ts';
import { eachText } from '../closures/text-members.ts';
import { ConfigError } from '../reading/issues.ts';
import { selectorLists } from '../reading/selector-lists.ts';
import { storedWeekHours } from '../reading/stored-hours.ts';
import { type Config, NOTIFICATION_KINDS, type SecretRef } from './model.ts';

/**
 * JSON for the store; {@link deserializeConfig} gives back an equal configuration. What that would refuse is a mistake of
 * ours, and is thrown here, before anything is stored.
 */
export function serializeConfig(config: Config): string {
  return JSON.stringify(stored.parse(config));
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

const selectors = selectorLists(z.array(z.string()).min(1), z.array(z.number()).min(1));
const scope = z
  .strictObject({ ...selectors, exclude: z.strictObject(selectors).exactOptional() })
  .refine((value) => Object.keys(value).length > 0);

const messageRef = z.union([
  z.strictObject({ message: z.string() }),
  z.strictObject({ text: z.string(), language: z.string().exactOptional() }),
]);
const message = z.union([z.literal('keep'), messageRef]);
const templateSwap = z.strictObject({
  content: messageRef.exactOptional(),
  title: z.string().exactOptional(),
  icon: z.string().exactOptional(),
});
const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('leave') }),
  z.strictObject({
    kind: z.literal('set'),
    open: z.boolean(),
    reachable: z.union([z.boolean(), z.literal('keep')]).exactOptional(),
    ...eachText(() => message.exactOptional()),
    chatHours: z.union([z.enum(['closed', 'keep', 'business']), storedWeekHours]).exactOptional(),
    templates: z.record(z.string(), templateSwap).exactOptional(),
  }),
]);

const announce = z.strictObject({
  before: z.union([
    z.strictObject({ days: z.number().positive() }),
    z.strictObject({ milliseconds: z.number().positive() }),
  ]),
  ...eachText(() => messageRef.exactOptional()),
});

const correction = {
  timezone: z.string().exactOptional(),
  region: z.string().exactOptional(),
  language: z.string().exactOptional(),
};
const secretRef = z.string().regex(/^(env|ssm|secretsmanager):/) as unknown as z.ZodType<SecretRef>;
const organization = z.strictObject({
  id: z.string().min(1),
  apiKey: secretRef,
  baseUrl: z.string(),
  requestsPerMinute: z.number().positive(),
  budgetShare: z.number().positive().max(1),
  timezone: z.string().nullable(),
  language: z.string().nullable(),
  webhookPublicKey: z.string().nullable(),
  webhooks: z.array(z.strictObject({ name: z.string(), secret: secretRef })).exactOptional(),
  adHoc: z
    .strictObject({
      maxShare: z.number().min(0).max(1).exactOptional(),
      maxBusinesses: z.int().min(0).exactOptional(),
      maxForMilliseconds: z.number().positive().exactOptional(),
      approval: z.boolean().exactOptional(),
    })
    .exactOptional(),
  businesses: z.record(z.string(), z.strictObject(correction)),
  corrections: z.array(z.strictObject({ ...correction, scope })),
});

const interest = {
  organizations: z.array(z.string()).exactOptional(),
  on: z.array(z.enum(NOTIFICATION_KINDS)).exactOptional(),
};
const receiver = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('slack'),
    url: secretRef,
    format: z.enum(['slack', 'teams']),
    ...interest,
  }),
  z.strictObject({ way: z.literal('webhook'), url: secretRef, secret: secretRef, ...interest }),
  z.strictObject({
    way: z.literal('email'),
    to: z.array(z.string()),
    from: z.string().exactOptional(),
    smtp: secretRef,
    ...interest,
  }),
  z.strictObject({ way: z.literal('topic'), topic: z.string(), ...interest }),
  z.strictObject({ way: z.literal('heartbeat'), url: secretRef }),
]);
const digest = z.strictObject({ weekday: z.enum(WEEKDAYS), at: z.string(), timezone: z.string() });

const stored = z.strictObject({
  version: z.literal(1),
  notify: z.array(receiver).exactOptional(),
  digest: digest.exactOptional(),
  organizations: z.array(organization).min(1),
  defaultLanguage: z.string().exactOptional(),
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
      name: storedName,
      scope: scope.nullable(),
      calendar: storedCalendar,
      effect,
      priority: z.number(),
      openingPriority: z.number().exactOptional(),
      onManualChange: z.enum(['respect', 'enforce']),
      maxLeadMilliseconds: z.number().nonnegative(),
      announce: announce.exactOptional(),
      staged: z.literal(true).exactOptional(),
      enabled: z.boolean(),
    }),
  ),
});

// Anything of a configuration that is not stored stops compiling here: `apply` would store it, and every read refuse it.
true satisfies Same<z.output<typeof stored>, Config>;
