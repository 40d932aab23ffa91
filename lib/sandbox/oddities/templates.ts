/** What an odd Partoo makes of a write of a message template: the same as of texts of settings. */
import { decodeContent, encodeContent } from '../../template-content.ts';
import type { MessageTemplate } from '../model.ts';
import type { OddWrite } from './schema.ts';
import { rewriteText } from './texts.ts';

/** What is stored of `sent`, over what was there `before`. */
export function storedTemplate(
  sent: MessageTemplate,
  before: MessageTemplate,
  oddities: readonly OddWrite[],
): MessageTemplate {
  if (oddities.some(({ ignores = [] }) => ignores.includes('texts'))) return { ...before };
  return oddities.reduce(rewritten, sent);
}

/** What the answer shows. */
export function toldTemplate(
  { sent, before, stored }: Record<'sent' | 'before' | 'stored', MessageTemplate>,
  oddities: readonly OddWrite[],
): MessageTemplate {
  const tells = oddities.findLast((odd) => odd.tells)?.tells;
  const ignores = oddities.some((odd) => odd.ignores && odd.ignores.length > 0);
  return { stored, sent, before }[tells ?? (ignores ? 'sent' : 'stored')];
}

function rewritten(template: MessageTemplate, { texts }: OddWrite): MessageTemplate {
  const text = decodeContent(template.content);
  return {
    ...template,
    title: rewriteText(template.title, texts) ?? '',
    content: text === null || !texts ? template.content : encodeContent(rewriteText(text, texts) ?? ''),
  };
}

/** Templates as reads show them while a write is late: by id, until when, and as what. */
export class LateTemplates {
  readonly #late = new Map<string, { until: number; shown: MessageTemplate }>();

  keep(before: MessageTemplate, until: number): void {
    this.#late.set(before.id, { until, shown: { ...before } });
  }

  shown(template: MessageTemplate, now: number): MessageTemplate {
    const late = this.#late.get(template.id);
    return late && now < late.until ? late.shown : template;
  }
}
