import * as z from 'zod';
import { withTexts } from './check.ts';
import { idText, optionalId, optionalNumber, optionalText } from './common.ts';

/**
 * A message reply template as Partoo sends it; `content` is a JSON text, see template-content.ts.
 * @see https://developers.partoo.co/api-reference/message-reply-templates/list-message-templates
 */
export const templateSent = z.looseObject({
  id: idText,
  title: z.string(),
  content: z.string(),
  /** An emoji. */
  icon: optionalText,
  org_id: optionalId,
  created_at: optionalText,
  updated_at: optionalText,
  usage_count: optionalNumber,
});
export type TemplateSent = z.infer<typeof templateSent>;
/** Its id may come as a number. */
export const templateAsDocumented = (value: unknown): unknown => withTexts(value, ['id']);
