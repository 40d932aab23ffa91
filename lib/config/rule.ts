import * as z from 'zod';
import { datesEntries, dayMatchers } from '../calendars/dates/read.ts';
import { closing } from '../closures/closing-effect.ts';
import type { Effect } from '../closures/model.ts';
import { DurationError, parseDuration } from '../reading/duration.ts';
import { weeklyHours } from '../reading/hours.ts';
import { country, region } from '../reading/places.ts';
import {
  flag,
  list,
  mapping,
  number,
  oneOf,
  orList,
  type Report,
  reader,
  readWith,
  text,
  textOf,
} from '../reading/readers.ts';
import { checkMessageAgainstEffect, effect } from './effect.ts';
import { messageNameAmong } from './messages.ts';
import type { Calendar, CronCalendar, HolidaysCalendar, Rule } from './model.ts';
import { scope } from './scope.ts';

const CALENDARS = ['holidays', 'ical', 'cron', 'weekly', 'dates', 'specificHours'];
/** The more particular a calendar, the higher: a date given by hand wins over a public holiday, that over a night. */
const PRIORITIES: Readonly<Record<Calendar['kind'], number>> = {
  cron: 10,
  weekly: 10,
  holidays: 40,
  dates: 60,
};
const DAY = 86_400_000;
const DEFAULT_LEAD = 600_000;

const holidayShape = mapping(
  {
    country: country.optional(),
    region: region.optional(),
    types: list(
      oneOf(['public', 'bank', 'school', 'optional', 'observance']),
      'name at least one, such as [public]',
    ).optional(),
    except: dayMatchers.optional(),
    also: datesEntries.optional(),
  },
  'write { types: [public] }, or {} for public holidays where each business is',
  (raw, report) => {
    const [land, part] = [raw.country, raw.region];
    if (typeof land !== 'string' || typeof part !== 'string') return;
    const start = part.slice(0, 2).toUpperCase();
    if (start !== land.toUpperCase())
      report(`is not in ${land.toUpperCase().slice(0, 2)}`, `leave country out, or write ${start}`, [
        'region',
      ]);
  },
);

const holidays = reader((value, report): HolidaysCalendar => {
  const read = readWith(holidayShape, value, report);
  if (read === undefined) return z.NEVER;
  return {
    kind: 'holidays',
    country: read.country ?? read.region?.slice(0, 2) ?? null,
    region: read.region ?? null,
    types: [...new Set(read.types ?? (['public'] as const))],
    except: read.except ?? [],
    also: read.also ?? [],
  };
});

const CRON_EXAMPLE = 'write five fields: minute hour day month weekday, such as "0 19 * * MON-FRI"';
/** Only the number of fields; what they say is checked where cron is understood. */
const cronLine = textOf(CRON_EXAMPLE, (value, report): string => {
  const fields = value.trim().split(/\s+/).length;
  if (fields !== 5) report(`has ${fields} ${fields === 1 ? 'field' : 'fields'}, not five`, CRON_EXAMPLE);
  return value.trim();
});
const cronShape = mapping(
  { close: cronLine, open: cronLine },
  'write { close: "0 19 * * MON-FRI", open: "0 9 * * MON-FRI" }',
);
const cron = reader((value, report): CronCalendar => {
  const read = readWith(cronShape, value, report);
  return read === undefined ? z.NEVER : { kind: 'cron', ...read };
});

const dates = reader((value, report): Calendar => {
  const entries = readWith(datesEntries, value, report);
  return entries === undefined ? z.NEVER : { kind: 'dates', entries };
});

const weekly = reader((value, report): Calendar => {
  const open = readWith(weeklyHours, value, report);
  return open === undefined ? z.NEVER : { kind: 'weekly', open };
});

/** A calendar of the interface that this version does not read; the rest of the file is still checked. */
function notYet(name: string) {
  return reader((_, report): never => {
    report(
      `${name} is not in this version yet`,
      'use holidays, dates, cron or weekly, or set the rule aside as a comment',
    );
    return z.NEVER;
  });
}

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
}

/** One entry under `rules`. */
export function rule(key: string, names: Names): z.ZodType<Rule> {
  const shape = ruleShape(names);
  return reader((value, report): Rule => {
    const read = readWith(shape, value, report);
    if (read === undefined) return z.NEVER;
    const calendar = read.holidays ?? read.dates ?? read.cron ?? read.weekly;
    if (calendar === undefined) return z.NEVER;
    return {
      key,
      name: read.name ?? null,
      scope: read.scope ?? null,
      calendar,
      effect: withMessage(read.effect, read.message),
      priority: read.priority ?? PRIORITIES[calendar.kind],
      onManualChange: read.onManualChange ?? 'respect',
      maxLeadMilliseconds: read.maxLead ?? DEFAULT_LEAD,
      enabled: read.enabled ?? true,
    };
  });
}

function ruleShape({ organizations, messages }: Names) {
  return mapping(
    {
      name: text('write a name').optional(),
      scope: scope(organizations, 'allowed').optional(),
      holidays: holidays.optional(),
      dates: dates.optional(),
      cron: cron.optional(),
      weekly: weekly.optional(),
      ical: notYet('ical').optional(),
      specificHours: notYet('specificHours').optional(),
      message: messageNameAmong(messages).optional(),
      effect: effect(messages).optional(),
      priority: number(
        (value) => Number.isInteger(value) && Math.abs(value) <= 10_000,
        'write a whole number from -10000 to 10000; the higher wins',
      ).optional(),
      onManualChange: oneOf(['respect', 'enforce']).optional(),
      maxLead: lead.optional(),
      enabled: flag().optional(),
    },
    'write a calendar and, if wanted, a scope, a message, an effect',
    (raw, report) => {
      checkOneCalendar(raw, report);
      checkMessageAgainstEffect(raw, report);
    },
  );
}

function checkOneCalendar(raw: Record<string, unknown>, report: Report): void {
  const given = Object.keys(raw).filter((key) => CALENDARS.includes(key));
  if (given.length === 0) report('has no calendar', `add one of ${orList(CALENDARS)}`);
  for (const extra of given.slice(1))
    report(`is a second calendar, beside ${given[0]}`, 'make it a rule of its own', [extra]);
}

/** `message` is short for the offlineMessage of an effect that closes. */
function withMessage(given: Effect | undefined, message: string | undefined): Effect {
  const base = given ?? closing({});
  return base.kind === 'set' && message !== undefined ? { ...base, offlineMessage: { message } } : base;
}
