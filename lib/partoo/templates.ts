import { decodeContent, encodeContent } from '../template-content.ts';
import { invalidItem } from './list-items.ts';
import { answerMisfit, fitted } from './misfit.ts';
import type { Call } from './options.ts';
import type { ListCall } from './pages.ts';
import { check } from './schemas/check.ts';
import { type TemplateSent, templateAsDocumented, templateSent } from './schemas/template.ts';
import type { Send } from './transport.ts';

/** A template as Partoo sent it, raw `content` included, and the text that the content holds; null if it holds none. */
export type MessageTemplate = TemplateSent & { text: string | null };

/** A text to be encoded, or a `content` to be sent as it is (to put back exactly what was there). */
type TemplateText = { text: string; content?: undefined } | { content: string; text?: undefined };

export type TemplateCreate = { title: string; icon?: string | null } & TemplateText;
export type TemplateUpdate = { title?: string; icon?: string | null } & (
  | TemplateText
  | { text?: undefined; content?: undefined }
);

export interface TemplatesOperations {
  /** All templates of the organization. Those that do not fit are told to `onInvalid` only. @throws PartooError */
  list(call?: ListCall): Promise<MessageTemplate[]>;
  /** Not repeated once it may have arrived: twice would make two, and none can be deleted. @throws PartooError */
  create(template: TemplateCreate, call?: Call): Promise<MessageTemplate>;
  /** Writes the members that are given. @throws PartooError */
  update(templateId: string, template: TemplateUpdate, call?: Call): Promise<MessageTemplate>;
}

export function createTemplates(send: Send): TemplatesOperations {
  return {
    async list(call = {}) {
      const reply = await send({ operation: 'listMessageTemplates' }, call);
      if (!Array.isArray(reply.json)) throw answerMisfit(reply, 'no array');
      return reply.json.flatMap((value: unknown, index) => {
        const read = check(templateSent, templateAsDocumented(value));
        if (read.ok) return [withText(read.value)];
        call.onInvalid?.(invalidItem(value, index, read.issue));
        return [];
      });
    },
    async create(template, call) {
      const reply = await send({ operation: 'createMessageTemplates', body: bodyOf(template) }, call);
      return withText(fitted(templateSent, reply, templateAsDocumented));
    },
    async update(templateId, template, call) {
      const parameters = { template_id: templateId };
      const reply = await send({ operation: 'updateTemplate', parameters, body: bodyOf(template) }, call);
      return withText(fitted(templateSent, reply, templateAsDocumented));
    },
  };
}

function bodyOf({ title, icon, text, content }: TemplateUpdate) {
  return { title, content: text === undefined ? content : encodeContent(text), icon };
}

function withText(template: TemplateSent): MessageTemplate {
  return { ...template, text: decodeContent(template.content) };
}
