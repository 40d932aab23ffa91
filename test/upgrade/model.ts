/** What a fixture holds beside its store. Shapes of Partoo and of this folder; nothing of the product. */

type Week = Record<string, string[]>;

/** The writable settings, in the order in which Partoo answers them. */
export interface Settings {
  welcome_message: string | null;
  offline_message: string | null;
  uses_business_hours: boolean;
  custom_chat_hours: Week | null;
  is_launched: boolean;
}

/** A business as Partoo holds it, with the settings that it shows. */
export interface Shop {
  settingId: number;
  business: { id: string; code: string; default_lang: string | null };
  settings: Settings;
}

export interface Truth {
  /** What was done to this shop. */
  story: string;
  /** Its settings before anything was ever written to it. */
  original: Settings;
  /** What persons changed of them meanwhile, and is theirs to keep. */
  byPerson: Partial<Settings>;
  /** What Partoo puts in the place of a text that was null, once anything is written. */
  byPartoo: Partial<Settings>;
  /** What the release called its state. */
  state: string;
}

export interface OrganizationMoment {
  /** How this organization's Partoo behaves, as options of a sandbox. */
  manners: {
    textTreatment: 'exact' | 'trim-and-normalize';
    refusesEmptyHours: string[];
    launchDelayMilliseconds: number;
  };
  /** Businesses as Partoo shows them at this instant. */
  shops: Shop[];
  /** Changes of `is_launched` that were written at `at` and do not show yet. */
  late: { code: string; is_launched: boolean; at: number }[];
  /** By code. */
  truth: Record<string, Truth>;
  /** Codes of the shops that the release itself writes to if it goes on with `run` at this very instant. */
  nextWrites: string[];
  /** Ids of the facts that nobody was told of yet. */
  untold: string[];
}

/** A store's surroundings at the instant at which it was taken. */
export interface Moment {
  version: string;
  commit: string;
  /** Milliseconds since 1970. */
  at: number;
  /** By id; its `baseUrl` in the store is `https://ID.partoo.test/v2`. */
  organizations: Record<string, OrganizationMoment>;
}
