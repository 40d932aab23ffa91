import type { Instant } from '../clock.ts';
import type { Settings } from '../closures/model.ts';
import type {
  Group,
  MessageTemplate,
  PartooBusiness,
  Section,
  SeededBusiness,
  SettingsRow,
} from './model.ts';
import { LateTemplates } from './oddities/templates.ts';
import { SettingsRecord } from './settings-record.ts';
import { type TextTreatment, treatText } from './texts.ts';

/** One write of messaging settings that came in over the API and was carried out, whether or not it was answered. */
export interface SettingsWrite {
  at: Instant;
  /** The body as received. */
  body: unknown;
  /** What the settings were after it, a change of `is_launched` that does not show yet included. */
  settings: Settings;
}

/** A business with all that belongs to it. */
export interface Entry {
  /** Counts up in the order of creation, which is that of every list. */
  readonly sequence: number;
  settingId: number;
  readonly seeded: Settings;
  readonly business: PartooBusiness;
  readonly record: SettingsRecord;
  readonly writes: SettingsWrite[];
  hidden: boolean;
  /** Further settings objects of the same business, which no Partoo should have; each has an id of its own. */
  readonly others: Entry[];
  /** False once its settings are gone while the business is still there. */
  hasSettings: boolean;
}

/** Everything that the sandbox' one organization holds, in memory. */
export class Organization {
  readonly templates: MessageTemplate[];
  /** What reads show of templates while a write of them is late. */
  readonly lateTemplates = new LateTemplates();
  readonly sections: Section[];
  readonly textTreatment: TextTreatment;
  readonly #byId = new Map<string, Entry>();
  readonly #byCode = new Map<string, Entry>();
  readonly #bySettingId = new Map<number, Entry>();
  #listed: Entry[] | null = null;
  /** Whether each business has had one settings object so far, as is usual. */
  #isUsual = true;
  #added = 0;

  constructor(
    seeded: SeededBusiness[],
    templates: MessageTemplate[],
    sections: Section[],
    textTreatment: TextTreatment,
  ) {
    this.templates = templates;
    this.sections = sections;
    this.textTreatment = textTreatment;
    for (const one of seeded) this.add(one);
  }

  /** The objects become the organization's own; whoever keeps them hands over copies. */
  add({ settingId, business, settings }: SeededBusiness): void {
    if (this.#byId.has(business.id) || this.#bySettingId.has(settingId) || this.#byCode.has(business.code)) {
      throw new Error(`Business ${business.id} (${business.code}, settings ${settingId}) is there already.`);
    }
    const record = new SettingsRecord(this.treated(settings));
    const entry: Entry = {
      sequence: this.#added++,
      settingId,
      business,
      seeded: record.latest(),
      record,
      writes: [],
      hidden: false,
      others: [],
      hasSettings: true,
    };
    this.#byId.set(business.id, entry);
    this.#byCode.set(business.code, entry);
    this.#bySettingId.set(settingId, entry);
    this.#listed = null;
  }

  remove(idOrCode: string): void {
    const entry = this.require(idOrCode);
    this.#byId.delete(entry.business.id);
    this.#byCode.delete(entry.business.code);
    for (const { settingId } of [entry, ...entry.others]) this.#bySettingId.delete(settingId);
    this.#listed = null;
  }

  /** The business goes on under another id, with its code and its settings. */
  renew(idOrCode: string, id: string): void {
    const entry = this.require(idOrCode);
    this.#byId.delete(entry.business.id);
    entry.business.id = id;
    this.#byId.set(id, entry);
    this.#listed = null;
  }

  /** The settings of two businesses go by each other's id; what they hold stays where it is. */
  exchangeSettingIds(idOrCode: string, other: string): void {
    const [one, two] = [this.require(idOrCode), this.require(other)];
    [one.settingId, two.settingId] = [two.settingId, one.settingId];
    for (const entry of [one, two]) this.#bySettingId.set(entry.settingId, entry);
    this.#listed = null;
  }

  /** Another settings object for a business, as the first one is now. */
  addSettings(idOrCode: string, settingId: number): void {
    const entry = this.require(idOrCode);
    const record = new SettingsRecord(entry.record.latest());
    const other = { ...entry, settingId, record, writes: [], others: [] };
    entry.others.push(other);
    this.#bySettingId.set(settingId, other);
    this.#isUsual = false;
  }

  removeSettings(idOrCode: string): void {
    const entry = this.require(idOrCode);
    entry.hasSettings = false;
    this.#bySettingId.delete(entry.settingId);
    this.#isUsual = false;
  }

  hide(idOrCode: string, hidden: boolean): void {
    this.require(idOrCode).hidden = hidden;
    this.#listed = null;
  }

  /** A store code may be changed by `POST /business/{id}`. */
  recode(entry: Entry, code: string): void {
    this.#byCode.delete(entry.business.code);
    entry.business.code = code;
    this.#byCode.set(code, entry);
  }

  byId(id: string): Entry | undefined {
    return this.#byId.get(id);
  }
  byCode(code: string): Entry | undefined {
    return this.#byCode.get(code);
  }
  bySettingId(id: number): Entry | undefined {
    return this.#bySettingId.get(id);
  }

  /** For whoever drives the sandbox; an unknown business there is a mistake in the test. */
  require(idOrCode: string): Entry {
    const entry = this.#byId.get(idOrCode) ?? this.#byCode.get(idOrCode);
    if (!entry) throw new Error(`The sandbox has no business ${idOrCode}.`);
    return entry;
  }

  all(): Entry[] {
    return [...this.#byId.values()];
  }

  /** What lists show, in the order of creation. Kept, since paging through 10,000 businesses asks a hundred times. */
  listed(): Entry[] {
    this.#listed ??= this.all().filter((entry) => !entry.hidden);
    return this.#listed;
  }

  /** The listed ones among `ids`, in the order of the list; without ids, all of them. */
  listedAmong(ids: string[] | undefined): Entry[] {
    if (!ids) return this.listed();
    const wanted = new Set(ids);
    const found = [...wanted].flatMap((id) => this.#byId.get(id) ?? []).filter((entry) => !entry.hidden);
    return found.sort((a, b) => a.sequence - b.sequence);
  }

  /** The settings objects of {@link listedAmong}: one each, unless somebody has seen to it that it is not so. */
  settingsAmong(ids: string[] | undefined): Entry[] {
    const listed = this.listedAmong(ids);
    if (this.#isUsual) return listed;
    return listed.flatMap((entry) => [...(entry.hasSettings ? [entry] : []), ...entry.others]);
  }

  groups(): Group[] {
    return this.sections.flatMap((section) => section.groups);
  }

  treated(settings: Settings): Settings {
    const treat = (text: string | null) => (text === null ? null : treatText(text, this.textTreatment));
    return {
      ...settings,
      welcome_message: treat(settings.welcome_message),
      offline_message: treat(settings.offline_message),
    };
  }
}

/** The settings of a business as `GET /messaging/settings` shows them, members in the documentation's order. */
export function settingsRow(entry: Entry, settings: Settings): SettingsRow {
  return {
    id: entry.settingId,
    business_id: entry.business.id,
    business_name: entry.business.name,
    business_address: entry.business.address_full,
    ...settings,
  };
}
