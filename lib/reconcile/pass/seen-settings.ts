import type { WeekHours } from '../../closures/model.ts';
import type { Seen } from '../../closures/times.ts';
import type { SettingsItem } from '../../partoo/index.ts';

/** The settings of one business as a read shows them. */
export interface SeenSettings extends Seen {
  /** Of the settings object. */
  id: number | string;
}

/** What Partoo sent, if it says what is needed: without the two flags there is no telling what to put back. */
export function seenSettings({ value, text }: SettingsItem): SeenSettings | null {
  const { is_launched, uses_business_hours } = value;
  if (typeof is_launched !== 'boolean' || typeof uses_business_hours !== 'boolean') return null;
  return {
    id: value.id,
    text,
    settings: {
      welcome_message: value.welcome_message ?? null,
      offline_message: value.offline_message ?? null,
      uses_business_hours,
      custom_chat_hours: (value.custom_chat_hours as WeekHours | null | undefined) ?? null,
      is_launched,
    },
  };
}
