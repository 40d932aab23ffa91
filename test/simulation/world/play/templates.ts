import type { Instant } from '../../../../lib/clock.ts';
import type { MessageTemplate } from '../../../../lib/sandbox/index.ts';
import type { TemplateVersion } from './record.ts';

const HOLIDAY: MessageTemplate = {
  id: '642bca3d2830e15c6806cc33',
  title: 'Vacances',
  // Other spaces and escapes than anybody else would write, which have to come back.
  content: '{ "text" : "Bonjour {{client_first_name}}, \\u00e0 bient\\u00f4t",  "_version": "0.1"}',
  icon: null,
  org_id: 1,
  created_at: '2023-01-31T16:22:17.327878+00:00',
  updated_at: null,
  usage_count: 4,
};

/** One that rules swap, and one that nobody is to touch. */
export const TEMPLATES: MessageTemplate[] = [
  HOLIDAY,
  { ...HOLIDAY, id: '642bca3d2830e15c6806cc34', title: 'Devis', icon: '📝' },
];

/** What the templates of one company said, from look to look. */
export class TemplateRecord {
  readonly versions: TemplateVersion[] = [];
  readonly #organization: string;
  readonly #templates: readonly MessageTemplate[];

  constructor(organization: string, templates: readonly MessageTemplate[]) {
    this.#organization = organization;
    this.#templates = templates;
  }

  look(at: Instant): void {
    for (const { title, content, icon } of this.#templates) {
      const said = JSON.stringify({ content, icon });
      const last = this.versions.findLast((one) => one.title === title);
      if (last?.said !== said) this.versions.push({ at, organization: this.#organization, title, said });
    }
  }
}
