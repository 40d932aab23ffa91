import { asSettings, asTemplateFields, isTemplate, pickTemplateFields } from './fields.ts';
import { type Settings, WEEKDAYS, type WeekHours } from './model.ts';
import { MEMBERS, type Member, type MemberValues, type Resolution } from './precedence.ts';
import { FIELD_OF_TEXT, TEXT_MEMBERS, type TextMember } from './text-members.ts';

/** What the closures in force put over the baseline; a member that is absent is the baseline's. Texts are rendered. */
export interface Overlay extends Partial<Record<TextMember, string>> {
  reachable?: boolean;
  chatHours?: MemberValues['chatHours'];
  /** Its hours are the business' own, less what staged closures take of them. Left out: they are those of a closure. */
  staged?: true;
}

/** null: there is no text to be shown, and the baseline's stays. */
export type RenderMessage = (member: TextMember, resolution: Resolution) => string | null;

/** Members that a `leave` in force asks not to touch. */
export function leftMembers(resolution: Resolution): Member[] {
  return MEMBERS.filter((member) => resolution[member].value === 'leave');
}

/**
 * The overlay that a resolution stands for. Members that are to be left alone are taken from what is in place already.
 */
export function overlayOf(resolution: Resolution, inPlace: Overlay, render: RenderMessage): Overlay {
  const overlay: Overlay = {};
  const { reachable, chatHours } = resolution;
  if (reachable.value === 'leave') overlay.reachable = inPlace.reachable;
  else if (reachable.value !== 'keep') overlay.reachable = reachable.value;
  for (const member of TEXT_MEMBERS) {
    const { value } = resolution[member];
    if (value === 'leave') overlay[member] = inPlace[member];
    else if (value !== 'keep') setText(overlay, member, render, resolution);
  }
  if (chatHours.value === 'leave') overlay.chatHours = inPlace.chatHours;
  else if (chatHours.value !== 'keep') overlay.chatHours = chatHours.value;
  return overlay;
}

function setText(overlay: Overlay, member: TextMember, render: RenderMessage, resolution: Resolution): void {
  const text = render(member, resolution);
  if (text !== null) overlay[member] = text;
}

/** Equal for equal overlays; `''` where nothing is put over the baseline. */
export function overlayKeyOf(overlay: Overlay): string {
  const said = MEMBERS.filter((member) => overlay[member] !== undefined).map((member) => [
    member,
    overlay[member],
  ]);
  return said.length === 0 ? '' : JSON.stringify(said);
}

/** The overlay that a key stands for. */
export function overlayOfKey(key: string): Overlay {
  return key === '' ? {} : Object.fromEntries(JSON.parse(key) as [Member, unknown][]);
}

/** Whether two overlays, by their keys, differ in nothing but weekly hours, and what the offline message says of them. */
export function differInStagedAlone(a: string, b: string): boolean {
  const rest = (key: string) => {
    const { chatHours, offlineMessage: _text, ...others } = overlayOfKey(key);
    return JSON.stringify([others, typeof chatHours === 'string' ? chatHours : null]);
  };
  return rest(a) === rest(b);
}

/** Whether consumers find the business closed: a business counts as closed, not merely changed, by this. */
export function isClosing(overlay: Overlay): boolean {
  return overlay.reachable === false || overlay.chatHours === 'closed';
}

/** Seven empty days: `offline_message` is what every consumer gets then (design rule 7). */
export function emptyWeek(): WeekHours {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, []]));
}

/** The wanted state: the baseline overlaid by the effects in force. */
export function wantedSettings(baseline: Settings, overlay: Overlay): Settings {
  if (isTemplate(baseline)) return { ...pickSettings(baseline), ...(overlay as Partial<Settings>) };
  return {
    ...pickSettings(baseline),
    ...(overlay.reachable === undefined ? {} : { is_launched: overlay.reachable }),
    ...wantedTexts(overlay),
    ...wantedHours(baseline, overlay.chatHours),
  };
}

function wantedTexts(overlay: Overlay): Partial<Settings> {
  const texts: Partial<Settings> = {};
  for (const member of TEXT_MEMBERS) {
    const text = overlay[member];
    if (text !== undefined) texts[FIELD_OF_TEXT[member]] = text;
  }
  return texts;
}

function wantedHours(baseline: Settings, hours: Overlay['chatHours']): Partial<Settings> {
  if (hours === undefined) return {};
  if (hours === 'closed') return { uses_business_hours: false, custom_chat_hours: emptyWeek() };
  if (hours === 'business')
    return { uses_business_hours: true, custom_chat_hours: baseline.custom_chat_hours };
  return { uses_business_hours: false, custom_chat_hours: hours };
}

/** The writable fields alone, in a fixed order, their values as they came. */
export function pickSettings(settings: Settings): Settings {
  if (isTemplate(settings)) return asSettings(pickTemplateFields(asTemplateFields(settings)));
  return {
    welcome_message: settings.welcome_message,
    offline_message: settings.offline_message,
    uses_business_hours: settings.uses_business_hours,
    custom_chat_hours: settings.custom_chat_hours,
    is_launched: settings.is_launched,
  };
}
