import { decodeContent, encodeContent } from '../template-content.ts';
import { outermostSlices } from './json-slices.ts';
import { invalidItem } from './list-items.ts';
import { answerMisfit, fitted } from './misfit.ts';
import type { Call } from './options.ts';
import type { ListCall } from './pages.ts';
import { check } from './schemas/check.ts';
import { type TemplateSent, templateAsDocumented, templateSent } from './schemas/template.ts';
import type { Send } from './transport.ts';

/** A template as Partoo sent it, raw `content` included, and the text that the content holds; null if it holds none. */
export type MessageTemplate = TemplateSent & { text: string | null };

/** A template together with its JSON source, exactly as Partoo sent it. */
export interface TemplateItem {
  value: MessageTemplate;
  text: string;
}

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
  /** The same with their JSON sources. @throws PartooError */
  listSources(call?: ListCall): Promise<TemplateItem[]>;
  /** Not repeated once it may have arrived: twice would make two, and none can be deleted. @throws PartooError */
  create(template: TemplateCreate, call?: Call): Promise<MessageTemplate>;
  /** Writes the members that are given. @throws PartooError */
  update(templateId: string, template: TemplateUpdate, call?: Call): Promise<MessageTemplate>;
}

export function createTemplates(send: Send): TemplatesOperations {
  const listSources = async (call: ListCall = {}): Promise<TemplateItem[]> => {
    const reply = await send({ operation: 'listMessageTemplates' }, call);
    if (!Array.isArray(reply.json)) throw answerMisfit(reply, 'no array');
    const slices = outermostSlices(reply.text);
    return reply.json.flatMap((value: unknown, index) => {
      const read = check(templateSent, templateAsDocumented(value));
      if (read.ok) return [{ value: withText(read.value), text: slices[index] ?? JSON.stringify(value) }];
      call.onInvalid?.(invalidItem(value, index, read.issue));
      return [];
    });
  };
  return {
    listSources,
    list: async (call) => (await listSources(call)).map(({ value }) => value),
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
