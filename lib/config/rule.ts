import * as z from 'zod';
import { KINDS, kinds } from '../calendars/index.ts';
import type { Calendar, Kind } from '../calendars/stored.ts';
import type { Effect } from '../closures/model.ts';
import { DurationError, parseDuration } from '../reading/duration.ts';
import { name } from '../reading/name.ts';
import {
  flag,
  mapping,
  number,
  oneOf,
  orList,
  type Report,
  reader,
  readWith,
  textOf,
  whenRead,
} from '../reading/readers.ts';
import { announce, checkAnnounce } from './announce.ts';
import { checkMessageAgainstEffect, effect } from './effect.ts';
import { messageNameAmong } from './messages.ts';
import type { Rule } from './model.ts';
import { scope } from './scope.ts';
import { type Closing, checkStaged, closingOf } from './staged.ts';
import { checkTemplates } from './templates.ts';

const DAY = 86_400_000;
const DEFAULT_LEAD = 600_000;
/** Above holidays, which exceptional openings mask. */
const OPENING_PRIORITY = 45;

type ReadCalendars = { [K in Kind]: z.ZodOptional<z.ZodType<Calendar<K>>> };
const calendars = Object.fromEntries(
  Object.entries(kinds).map(([kind, { read }]) => [kind, read.optional()]),
) as ReadCalendars;

const lead = textOf('write a duration such as 10m', (value, report): number => {
  try {
    const milliseconds = parseDuration(value);
    if (milliseconds > DAY) report('is longer than a day', 'write 0s to 24h');
    return milliseconds;
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    report('is no duration', 'write 90s, 10m or 1h30m');
    return z.NEVER;
  }
});

export interface Names {
  organizations: readonly string[];
  messages: readonly string[];
  /** Of the messages those whose texts name dates. */
  dated: readonly string[];
}

/** One entry under `rules`. */
export function rule(key: string, names: Names): z.ZodType<Rule> {
  return reader((value, report): Rule => {
    const close = closingOf(value);
    const read = readWith(ruleShape(names, close), value, report);
    if (read === undefined) return z.NEVER;
    const calendar: Calendar | undefined = KINDS.map((kind) => read[kind]).find((one) => one !== undefined);
    if (calendar === undefined) return z.NEVER;
    return {
      key,
      name: read.name ?? null,
      scope: read.scope ?? null,
      calendar,
      effect: withMessage(read.effect ?? close({}), read.message),
      priority: read.priority ?? kinds[calendar.kind].defaultPriority,
      ...(calendar.kind === 'specificHours' ? { openingPriority: read.priority ?? OPENING_PRIORITY } : {}),
      onManualChange: read.onManualChange ?? 'respect',
      maxLeadMilliseconds: read.maxLead ?? DEFAULT_LEAD,
      ...(read.announce === undefined ? {} : { announce: read.announce }),
      ...(read.staged ? { staged: true } : {}),
      enabled: read.enabled ?? true,
    };
  });
}

function ruleShape({ organizations, messages, dated }: Names, close: Closing) {
  return mapping(
    {
      name: name.optional(),
      scope: scope(organizations, 'allowed').optional(),
      ...calendars,
      message: messageNameAmong(messages).optional(),
      effect: whenRead(() => effect(messages, close)).optional(),
      priority: number(
        (value) => Number.isInteger(value) && Math.abs(value) <= 10_000,
        'write a whole number from -10000 to 10000; the higher wins',
      ).optional(),
      onManualChange: oneOf(['respect', 'enforce']).optional(),
      maxLead: lead.optional(),
      announce: whenRead(() => announce(messages)).optional(),
      staged: flag().optional(),
      enabled: flag().optional(),
    },
    'write a calendar and, if wanted, a scope, a message, an effect',
    (raw, report) => {
      checkOneCalendar(raw, report);
      checkMessageAgainstEffect(raw, report);
      checkAnnounce(raw, report);
      checkStaged(raw, { dated }, report);
      checkTemplates(raw, report);
    },
  );
}

function checkOneCalendar(raw: Record<string, unknown>, report: Report): void {
  const given = Object.keys(raw).filter((key) => (KINDS as readonly string[]).includes(key));
  if (given.length === 0) report('has no calendar', `add one of ${orList(KINDS)}`);
  for (const extra of given.slice(1))
    report(`is a second calendar, beside ${given[0]}`, 'make it a rule of its own', [extra]);
}

/** `message` is short for the offlineMessage of an effect that closes. */
function withMessage(base: Effect, message: string | undefined): Effect {
  return base.kind === 'set' && message !== undefined ? { ...base, offlineMessage: { message } } : base;
}
