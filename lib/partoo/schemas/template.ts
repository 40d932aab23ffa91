import * as z from 'zod';
import { withTexts } from './check.ts';
import { idText, optionalText } from './common.ts';

/**
 * A message reply template as Partoo sends it, as far as somebody here reads it; `content` is a JSON text, see template-content.ts.
 * @see https://developers.partoo.co/api-reference/message-reply-templates/list-message-templates
 */
export const templateSent = z.looseObject({
  id: idText,
  title: z.string(),
  content: z.string(),
  /** An emoji. */
  icon: optionalText,
});
export type TemplateSent = z.infer<typeof templateSent>;
/** Its id may come as a number. */
export const templateAsDocumented = (value: unknown): unknown => withTexts(value, ['id']);
