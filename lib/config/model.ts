import type { Calendar } from '../calendars/stored.ts';
import type {
  Announce,
  Effect,
  MessageTexts,
  Name,
  OnManualChange,
  Scope,
  Weekday,
} from '../closures/model.ts';

/** Where a secret is found; the secret itself never stands in the configuration. */
export type SecretRef = `env:${string}` | `ssm:${string}` | `secretsmanager:${string}`;

/** A correction of what Partoo says of a business. */
export interface Correction {
  timezone?: string;
  region?: string;
  language?: string;
}

/** The same for all businesses of a scope. */
interface ScopedCorrection extends Correction {
  scope: Scope;
}

/** Somebody who signs webhooks. */
export interface WebhookSender {
  name: string;
  secret: SecretRef;
}

/** Beyond what somebody has to agree to what events, webhooks and tokens ask for. */
export interface Guard {
  /** A share of the organization's businesses; it counts together with `maxBusinesses`. Default 0.2. */
  maxShare?: number;
  /** Default 50. */
  maxBusinesses?: number;
  /** How long a closure may be. Default 14 days. */
  maxForMilliseconds?: number;
  /** Whether what is beyond waits for approval, or is refused. Default true. */
  approval?: boolean;
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
  /** Who may ask for closures by webhook. Left out: nobody. */
  webhooks?: WebhookSender[];
  /** Left out: as each of its members says. */
  adHoc?: Guard;
  /** By store code. */
  businesses: Record<string, Correction>;
  corrections: ScopedCorrection[];
}

/**
 * Texts by language (a text that is not by language is a `default` alone; one that refers to a language, a copy of
 * that text), or the title of the Partoo message template that holds the text.
 */
export type MessageDefinition = { texts: MessageTexts } | { template: string };

export interface Rule {
  key: string;
  name: Name | null;
  /** null: every business. */
  scope: Scope | null;
  calendar: Calendar;
  effect: Effect;
  priority: number;
  /** Of exceptional openings; left out: there are none. */
  openingPriority?: number;
  onManualChange: OnManualChange;
  maxLeadMilliseconds: number;
  /** Texts that are shown before each chain. Left out: none; not stored by version 0.1.0. */
  announce?: Announce;
  /** Its closures stand in the weekly chat hours ahead of time. Left out: they are switched; not stored by version 0.1.0. */
  staged?: true;
  enabled: boolean;
}

/** What somebody can be told of. */
export const NOTIFICATION_KINDS = [
  'late',
  'failing',
  'key',
  'kept',
  'feed',
  'holiday-change',
  'approval',
  'paused',
  'open-ended',
  'digest',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

interface Interest {
  /** Left out: all. */
  organizations?: string[];
  /** Left out: all but `kept`. */
  on?: NotificationKind[];
}

/** Whoever takes what Slack's incoming webhooks take; or Teams. */
export interface SlackReceiver extends Interest {
  way: 'slack';
  url: SecretRef;
  format: 'slack' | 'teams';
}

interface WebhookReceiver extends Interest {
  way: 'webhook';
  url: SecretRef;
  secret: SecretRef;
}

export interface EmailReceiver extends Interest {
  way: 'email';
  to: string[];
  /** Left out: the user of the mail server, where that is an address, else the first of `to`. */
  from?: string;
  smtp: SecretRef;
}

interface TopicReceiver extends Interest {
  way: 'topic';
  /** Its ARN. */
  topic: string;
}

/** Asked for after each tick, so that somebody notices when no tick comes any more. */
export interface Heartbeat {
  way: 'heartbeat';
  url: SecretRef;
}

/** Somebody who is told, and the way there. */
export type Receiver = SlackReceiver | WebhookReceiver | EmailReceiver | TopicReceiver;

/** When the weekly summary comes. */
export interface Digest {
  weekday: Weekday;
  /** Local time, `08:00`. */
  at: string;
  timezone: string;
}

export interface Config {
  version: 1;
  organizations: Organization[];
  /** Who is told of what. Left out: nobody; not stored by version 0.1.0. */
  notify?: (Receiver | Heartbeat)[];
  /** Left out: Mondays at eight, in the zone of the first organization that has one. */
  digest?: Digest;
  /** What plain `default` texts are written in. Default en; not stored by version 0.1.0. */
  defaultLanguage?: string;
  messages: Record<string, MessageDefinition>;
  rules: Rule[];
}
