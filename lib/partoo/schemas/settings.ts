import * as z from 'zod';
import { withTexts } from './check.ts';
import { idText, optionalFlag, optionalText, weekHours } from './common.ts';

/**
 * The messaging settings of one business. Only the members that somebody here reads are described: an oddity in another one
 * must not keep a shop from being closed.
 * @see https://developers.partoo.co/api-reference/messaging-settings/list-messaging-settings
 */
export const messagingSettings = z.looseObject({
  /** Of the settings, not of the business. */
  id: z.union([z.int(), idText]),
  business_id: z.string().min(1),
  /** Answers a consumer's first message inside the chat hours. */
  welcome_message: optionalText,
  /** The same outside of them. */
  offline_message: optionalText,
  uses_business_hours: optionalFlag,
  custom_chat_hours: weekHours.nullish(),
  /** Reachable on the channels that can be paused. What is read may be ahead of the channels. */
  is_launched: optionalFlag,
});
export type MessagingSettings = z.infer<typeof messagingSettings>;
/** Its id may come as a number. */
export const settingsAsDocumented = (value: unknown): unknown => withTexts(value, ['business_id']);

/**
 * What can be written. Partoo does not say what becomes of members that are left out, so that a careful caller sends
 * them all; `custom_chat_hours` is needed where `uses_business_hours` is false.
 */
export interface MessagingSettingsUpdate {
  welcome_message?: string | null;
  offline_message?: string | null;
  uses_business_hours?: boolean | null;
  custom_chat_hours?: Readonly<Record<string, readonly string[] | null>> | null;
  is_launched?: boolean | null;
}
