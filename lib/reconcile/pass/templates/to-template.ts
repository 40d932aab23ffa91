import {
  asSettings,
  asTemplateFields,
  type TemplateFields,
  templateFieldsIn,
} from '../../../closures/fields.ts';
import type { Settings } from '../../../closures/model.ts';
import type { BusinessRecord } from '../../../closures/record.ts';
import type { TemplateUpdate } from '../../../partoo/index.ts';
import type { TemplateItem } from '../../../partoo/templates.ts';
import { decodeContent, encodeContent } from '../../../template-content.ts';
import type { Account, Deps } from '../deps.ts';
import type { Destination } from '../send.ts';
import { sourceOf } from './sources.ts';

/**
 * Writes that go to a message template. They hold every field, each in the form in which Partoo had sent it; what it then
 * refuses of its own, as its documentation has it.
 * @param seen as it was just read
 * @param refused fields that Partoo refused as it had sent them; filled with those that it refuses now
 */
export function toTemplate(
  { store }: Deps,
  { client }: Account,
  seen: TemplateItem,
  refused: Set<keyof TemplateFields>,
): Destination {
  const bodyFor = (values: Settings, record: BusinessRecord): TemplateUpdate => {
    const { title, content, icon } = asTemplateFields(values);
    return {
      title,
      content: refused.has('content') ? encodeContent(content) : sourceOf(content, record, seen),
      ...iconFor(icon, seen, refused.has('icon')),
    };
  };
  return {
    async send(record, body, deadline) {
      const sent = bodyFor(body as Settings, record);
      const answer = await client.templates.update(String(record.settingId), sent, { deadline });
      return answer.id === record.settingId ? asSettings(templateFieldsIn(answer)) : {};
    },
    easier(sendable, blamed) {
      const { icon, content } = bodyFor(sendable.body as Settings, sendable.record);
      const isOdd = content !== encodeContent(asTemplateFields(sendable.body as Settings).content);
      if (icon === null && (blamed.size === 0 || blamed.has('icon'))) refused.add('icon');
      else if (isOdd && isText(content) && (blamed.size === 0 || blamed.has('content')))
        refused.add('content');
      else return null;
      return { ...sendable, ...REFUSED };
    },
    async save(lease, record, history) {
      await store.saveTemplates(lease, [record], history);
      return undefined;
    },
  };
}

const REFUSED = {
  code: 'template-refused',
  message:
    'Partoo refuses a form of this template that it had sent itself; it is sent as the documentation has it.',
};

const isText = (content: string | undefined) => content !== undefined && decodeContent(content) !== null;

/** A null is sent only where there is an icon to be taken out; where Partoo refuses it, a field left out means it. */
function iconFor(icon: string | null, { value }: TemplateItem, isRefused: boolean): { icon?: string | null } {
  if (icon !== null) return { icon };
  return value.icon && !isRefused ? { icon } : {};
}
