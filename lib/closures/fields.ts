import { decodeContent } from '../template-content.ts';
import { SETTINGS_FIELDS, type Settings, type SettingsField, TEXT_FIELDS } from './model.ts';

/**
 * Two things of Partoo's are managed: the messaging settings of a business, and a message template. Both live alike
 * (baseline, intent, read-back, three-way merge), and no field has the same name in both, so that the values of a
 * template stand where those of settings do, and only this file tells which they are (docs/decisions/0079).
 */

/** The writable fields of a message template, under Partoo's own names; `content` is the text in it. */
export interface TemplateFields {
  title: string;
  content: string;
  icon: string | null;
}
export type TemplateField = keyof TemplateFields;
export const TEMPLATE_FIELDS = ['title', 'content', 'icon'] as const satisfies readonly TemplateField[];

const STANDING_IN = TEMPLATE_FIELDS as readonly string[] as readonly SettingsField[];

/** The fields of a template where the life of a managed thing takes those of settings. */
export function asSettings(fields: TemplateFields): Settings {
  return fields as unknown as Settings;
}

/** Back again. */
export function asTemplateFields(values: Settings): TemplateFields {
  return values as unknown as TemplateFields;
}

export function isTemplate(values: Partial<Settings>): boolean {
  return 'content' in values && !('is_launched' in values);
}

/** The fields of what is managed, told by its values. */
export function fieldsOf(values: Partial<Settings>): readonly SettingsField[] {
  return isTemplate(values) ? STANDING_IN : SETTINGS_FIELDS;
}

type TextField = (typeof TEXT_FIELDS)[number];

/** Those that people read. */
export function textFieldsOf(values: Partial<Settings>): readonly TextField[] {
  return isTemplate(values) ? (STANDING_IN as readonly TextField[]) : TEXT_FIELDS;
}

export function isTextField(field: SettingsField): field is TextField {
  return [...TEXT_FIELDS, ...STANDING_IN].includes(field);
}

/** The two that are one decision (rule 9). */
export const HOURS_FIELDS: readonly SettingsField[] = ['uses_business_hours', 'custom_chat_hours'];

export function isHoursField(field: SettingsField): boolean {
  return HOURS_FIELDS.includes(field);
}

/** The fields of a template as Partoo sends it. A content that holds no text that can be read stands for itself. */
export function templateFieldsIn(sent: {
  title: string;
  content: string;
  icon?: string | null | undefined;
}): TemplateFields {
  return { title: sent.title, content: decodeContent(sent.content) ?? sent.content, icon: sent.icon ?? null };
}

/** Those alone, in a fixed order. */
export function pickTemplateFields({ title, content, icon }: TemplateFields): TemplateFields {
  return { title, content, icon };
}
