/**
 * What the sandbox holds and hands out, in Partoo's own terms. These types are the server's: the client of
 * `lib/partoo` has its own, so that a mistake in one of them does not excuse the same mistake in the other.
 */
import type { Settings, TimeWindow, WeekHours } from '../closures/model.ts';

export interface SpecificHours {
  open: { starts_at: string; ends_at: string; open_hours: TimeWindow[] }[];
  close: { starts_at: string; ends_at: string }[];
}

interface Contact {
  name: string;
  email: string;
  phone_numbers: string[];
  fax: string;
}

/** A business as `GET /business/{id}` serves it, in that order of members. No zone: Partoo has none. */
export interface PartooBusiness {
  id: string;
  /** Epoch seconds with a fraction. */
  created: number;
  modified: number;
  code: string;
  status: string;
  opening_date: string | null;
  org_id: number;
  groups: number[];
  name: string;
  address: string;
  address_full: string;
  address2: string | null;
  city: string | null;
  zipcode: string | null;
  region: string | null;
  country: string;
  default_lang: string | null;
  categories: string[];
  open_hours: WeekHours | null;
  specific_hours: SpecificHours | null;
  description_short: string | null;
  description_long: string | null;
  website_url: string | null;
  facebook_url: string | null;
  twitter_url: string | null;
  google_location_id: string | null;
  facebook_page_id: string | null;
  contacts: Contact[];
  lat: number | null;
  long: number | null;
  subscriptions: Record<string, { active: boolean }>;
  features: string[];
  completion_rate: number;
}

/** A business to start with, and its messaging settings. {@link makeBusinesses} makes believable ones. */
export interface SeededBusiness {
  /** The id of the settings object; unlike any business id. */
  settingId: number;
  business: PartooBusiness;
  settings: Settings;
}

/** One row of `GET /messaging/settings`. */
export interface SettingsRow extends Settings {
  id: number;
  business_id: string;
  business_name: string;
  business_address: string;
}

export interface MessageTemplate {
  id: string;
  title: string;
  /** A JSON text with `text` and `_version`; one that the documentation's examples would show lacks the comma. */
  content: string;
  icon: string | null;
  org_id: number;
  created_at: string;
  updated_at: string | null;
  usage_count: number;
}

/** A group of businesses; several groups form a section. */
export interface Group {
  id: number;
  name: string;
}
export interface Section {
  id: number;
  name: string;
  groups: Group[];
}

/** The one organization that a sandbox serves. */
export const ORGANIZATION_ID = 1207;

/** The metadata of a key. Its secret is in no documented answer. */
export interface ApiKey {
  id: number;
  label: string;
  description: string | null;
  user_id: string;
  user_name: string | null;
  user_role: string;
  user_type: 'bot' | 'user';
  disabled: boolean;
  expiration_date: string | null;
  last_used_at: string | null;
  created_by: string;
  created_by_name: string;
  created_at: string;
  revoked_by: string | null;
  revoked_by_name: string | null;
  revoked_at: string | null;
  ip_whitelist: string[];
  has_restricted_permissions: boolean;
  permissions: string[];
}

/** What the sandbox knows of one custom channel. */
export interface ChannelState {
  id: string;
  name: string;
  /** External ids of the messages that were accepted. */
  messages: Set<string>;
  /** Conversation by external id. */
  conversations: Map<string, number>;
}
