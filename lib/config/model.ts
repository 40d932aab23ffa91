import type { Effect, MessageTexts, OnManualChange, Scope, WeekHours } from '../closures/model.ts';

/** Where a secret is found; the secret itself never stands in the configuration. */
export type SecretRef = `env:${string}` | `ssm:${string}` | `secretsmanager:${string}`;

/** A correction of what Partoo says of a business. */
export interface Correction {
  timezone?: string;
  region?: string;
  language?: string;
}

export interface Organization {
  id: string;
  apiKey: SecretRef;
  /** A URL, or `env:NAME`. Default `https://api.partoo.co/v2`. */
  baseUrl: string;
  /** Default 300. */
  requestsPerMinute: number;
  /** 0 < share ≤ 1, default 0.8. */
  budgetShare: number;
  timezone: string | null;
  language: string | null;
  webhookPublicKey: string | null;
  /** By store code. */
  businesses: Record<string, Correction>;
  corrections: (Correction & { scope: Scope })[];
}

/** Texts by language, or the title of the Partoo message template that holds the text. */
export type MessageDefinition = { texts: MessageTexts } | { template: string };

/** `2027-07-14`, `{ every: 'MM-DD' }` or a name in any language of the data. */
export type DayMatcher = { date: string } | { every: string } | { name: string };

/** One entry of `dates`, or of `also`. Times are wall-clock `HH:MM`. */
export type DatesEntry =
  | { from: string; to: string | null; name: string | null }
  | {
      every: string;
      fromTime: string | null;
      toTime: string | null;
      leap: '28' | '1' | 'skip' | null;
      name: string | null;
    };

export interface HolidaysCalendar {
  kind: 'holidays';
  /** Default: each business' own. */
  country: string | null;
  region: string | null;
  /** Default `['public']`. */
  types: ('public' | 'bank' | 'school' | 'optional' | 'observance')[];
  except: DayMatcher[];
  also: DatesEntry[];
}
export interface DatesCalendar {
  kind: 'dates';
  entries: DatesEntry[];
}
export interface CronCalendar {
  kind: 'cron';
  close: string;
  open: string;
}
export interface WeeklyCalendar {
  kind: 'weekly';
  open: WeekHours;
}
/** The calendars that this version can expand. `ical` and `specificHours` find their place here. */
export type Calendar = HolidaysCalendar | DatesCalendar | CronCalendar | WeeklyCalendar;

export interface Rule {
  key: string;
  name: string | null;
  /** null: every business. */
  scope: Scope | null;
  calendar: Calendar;
  effect: Effect;
  priority: number;
  onManualChange: OnManualChange;
  maxLeadMilliseconds: number;
  enabled: boolean;
}

export interface Config {
  version: 1;
  organizations: Organization[];
  messages: Record<string, MessageDefinition>;
  rules: Rule[];
}
