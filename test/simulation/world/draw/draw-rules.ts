import type { Instant } from '../../../../lib/clock.ts';
import type { Draw } from '../../odd/kinds.ts';
import type { Calendar, Company, DateEntry, Rule, RuleEffect, Week } from '../model.ts';
import { DAYS } from '../places.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

export function drawRules(seed: number, span: Span, companies: readonly Company[]): Rule[] {
  const count = 1 + stream(seed, 'rules').upTo(5);
  return Array.from({ length: count }, (_, index) =>
    withOpenings(
      seed,
      stagedDaily(seed, drawRule(`r${index}`, stream(seed, `rule ${index}`), span, companies)),
    ),
  );
}

/** Nights and closed weekdays may stand in the weekly hours for good; no text may name a date then. */
function stagedDaily(seed: number, rule: Rule): Rule {
  const { key, calendar, effect } = rule;
  const closes = !effect.open && !effect.leave && effect.reachable === undefined;
  if ((calendar.kind !== 'cron' && calendar.kind !== 'weekly') || !closes) return rule;
  if (!stream(seed, `staged ${key}`).chance(0.35)) return rule;
  return { ...rule, effect: { offline: 'keep' }, staged: true };
}

function withOpenings(seed: number, rule: Rule): Rule {
  if (seed < SINCE.openings || rule.calendar.kind !== 'special') return rule;
  if (!stream(seed, `openings ${rule.key}`).chance(0.7)) return rule;
  return { ...rule, calendar: { kind: 'special', openings: true } };
}

function drawRule(key: string, draw: Draw, span: Span, companies: readonly Company[]): Rule {
  const codes = companies.flatMap(({ shops }) => shops.map(({ code }) => code));
  const some = codes.filter(() => draw.chance(0.7));
  const calendar = drawCalendar(draw, span);
  const recurs = calendar.kind === 'cron' || calendar.kind === 'weekly';
  const effect = drawEffect(key, draw, recurs);
  const closes = !effect.open && !effect.leave && effect.reachable === undefined;
  return {
    key,
    codes: draw.chance(0.4) || some.length === 0 ? null : some,
    calendar,
    effect,
    ...(draw.chance(0.5) ? { priority: 1 + draw.upTo(9) * 10 } : {}),
    ...(!recurs && closes && draw.chance(0.6) ? { announceHours: draw.of([5, 24, 48, 72]) } : {}),
    ...(draw.chance(0.2) ? { maxLeadMinutes: draw.of([0, 1, 30]) } : {}),
    ...(draw.chance(0.1) ? { enforce: true as const } : {}),
    ...(calendar.kind === 'dates' && closes && draw.chance(0.25) ? { staged: true as const } : {}),
  };
}

/** Hours of a day on which clocks change, of which some come twice, or never. */
export function drawSmallHours(seed: number, { day }: Span): Rule[] {
  const draw = stream(seed, 'small hours');
  if (DAYS[day]!.length === 0 || draw.chance(0.4)) return [];
  const from = draw.of(['00:30', '01:15', '01:30', '02:10', '02:30']);
  const to = draw.of(['02:20', '02:45', '03:30', '01:45'].filter((time) => time > from));
  const calendar = { kind: 'dates', entries: [{ from: `${day}T${from}`, to: `${day}T${to}` }] } as const;
  return [
    {
      key: 'small',
      codes: null,
      calendar: { ...calendar, entries: [...calendar.entries] },
      effect: { offline: 'm-small' },
      priority: 70,
    },
  ];
}

function drawCalendar(draw: Draw, span: Span): Calendar {
  switch (draw.of(['dates', 'dates', 'dates', 'weekly', 'cron', 'holidays', 'special'] as const)) {
    case 'holidays':
      return { kind: 'holidays' };
    case 'special':
      return { kind: 'special' };
    case 'dates':
      return {
        kind: 'dates',
        entries: followed(
          Array.from({ length: 1 + draw.upTo(3) }, () => drawEntry(draw, span)),
          draw,
        ),
      };
    case 'weekly':
      return { kind: 'weekly', open: drawOpen(draw) };
    case 'cron': {
      const time = () => `${draw.of([0, 30, 15])} ${draw.of([0, 2, 6, 9, 13, 18, 22])}`;
      const [close, open] = [time(), time()];
      const days = [0, 1, 2, 3, 4, 5, 6].filter(() => draw.chance(0.7));
      if (close === open || days.length === 0)
        return { kind: 'cron', close: '0 20', open: '30 8', days: [1, 2, 3, 4, 5] };
      return { kind: 'cron', close, open, days };
    }
  }
}

/** Some are over for a few minutes only, in which Partoo may still show what was before. */
function followed(entries: DateEntry[], draw: Draw): DateEntry[] {
  const { to = '' } = entries.at(-1)!;
  if (to.length <= 10 || draw.chance(0.4)) return entries;
  const at = (minutes: number) =>
    new Date(Date.parse(`${to}Z`) + minutes * MINUTE).toISOString().slice(0, 16);
  const after = draw.of([1, 2, 3, 20]);
  return [...entries, { from: at(after), to: at(after + 60 * (1 + draw.upTo(5))) }];
}

/** Whole days, days with times, some an hour in the middle of the night. */
export function drawEntry(draw: Draw, span: Span): DateEntry {
  const start = span.from + DAY / 4 + draw.upTo(span.hours - 4) * HOUR;
  const day = (at: Instant) => new Date(at).toISOString().slice(0, 10);
  const time = (at: Instant) => new Date(at).toISOString().slice(0, 16);
  switch (draw.upTo(4)) {
    case 0:
      return { from: day(start) };
    case 1:
      return { from: day(start), to: day(start + draw.upTo(3) * DAY) };
    case 2:
      return { from: time(start) };
    default:
      return { from: time(start), to: time(start + (1 + draw.upTo(30)) * (HOUR / 2)) };
  }
}

function drawOpen(draw: Draw): Partial<Week> {
  const windows = draw.of([
    ['09:00-19:00'],
    ['08:00-12:00', '13:30-18:00'],
    ['18:00-02:00'],
    ['00:00-23:59'],
  ]);
  return Object.fromEntries(WEEK.filter(() => draw.chance(0.8)).map((day) => [day, windows]));
}

function drawEffect(key: string, draw: Draw, recurs: boolean): RuleEffect {
  const offline = `m-${key}`;
  switch (draw.of(['close', 'close', 'close', 'text', 'nights', 'open', 'hours', 'leave'] as const)) {
    case 'close':
      return { offline, ...(draw.chance(0.3) ? { welcome: `w-${key}` } : {}) };
    case 'text':
      return {
        reachable: 'keep',
        offline,
        chatHours: 'keep',
        ...(draw.chance(0.5) ? { welcome: `w-${key}` } : {}),
      };
    case 'nights':
      return { reachable: false, offline: recurs || draw.chance(0.5) ? 'keep' : offline, chatHours: 'keep' };
    case 'open':
      return { open: true, ...(draw.chance(0.5) ? { chatHours: ['10:00-18:00'] } : {}) };
    case 'hours':
      return { reachable: 'keep', offline, chatHours: ['11:00-15:30'] };
    case 'leave':
      return draw.chance(0.4) ? { leave: true } : { offline };
  }
}
