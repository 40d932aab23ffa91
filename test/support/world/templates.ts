import type { RunReport } from '../../../lib/operations/run.ts';
import type { MessageTemplate } from '../../../lib/sandbox/model.ts';
import { decodeContent, encodeContent } from '../../../lib/template-content.ts';
import { parisShops, resultsOf } from './passes.ts';
import { makeWorld, type World, type WorldOptions } from './world.ts';

/** A template as people see it. */
export interface SeenTemplate {
  title: string;
  text: string | null;
  icon: string | null;
}

/** Partoo's templates, by id, as JSON: to the byte what it holds of what can be written. */
export function templatesListed({ sandbox }: World): string {
  return JSON.stringify(
    sandbox.templates.map(({ id, title, content, icon }) => ({ id, title, content, icon })),
  );
}

export function templateCalled({ sandbox }: World, title: string): SeenTemplate {
  const found = sandbox.templates.find((one) => one.title === title);
  if (!found) throw new Error(`There is no template "${title}".`);
  return { title, text: decodeContent(found.content), icon: found.icon };
}

/** How often templates were listed, and written. */
export function templateRequests({ sandbox }: World): { reads: number; writes: number } {
  const own = sandbox.requests.filter(({ path }) => path.includes('/messaging/templates'));
  const reads = own.filter(({ method }) => method === 'GET').length;
  return { reads, writes: own.length - reads };
}

/** As Partoo may hold it: other spaces and escapes than anybody else would write, which have to come back. */
export const HOLIDAY: MessageTemplate = {
  id: '642bca3d2830e15c6806cc33',
  title: 'Vacances',
  content: '{ "text" : "Bonjour {{client_first_name}}, \\u00e0 bient\\u00f4t",  "_version": "0.1"}',
  icon: null,
  org_id: 1,
  created_at: '2023-01-31T16:22:17.327878+00:00',
  updated_at: null,
  usage_count: 4,
};
export const QUOTE: MessageTemplate = {
  ...HOLIDAY,
  id: '642bca3d2830e15c6806cc34',
  title: 'Devis',
  icon: '📝',
};

export const SWAP_MESSAGE = `messages:
  swap:
    fr: "{{client_first_name}}, nous sommes fermés ({{closure_name}}) jusqu'au {{reopens}}."
    en: "Closed."
`;
export const SWAP_RULES = `${SWAP_MESSAGE}rules:
  christmas:
    dates: [{ from: 2026-12-25, name: Noël }]
    effect: { templates: { Vacances: { content: swap, icon: "🎄" } } }
`;
export const SWAPPED: SeenTemplate = {
  title: 'Vacances',
  text: "{{client_first_name}}, nous sommes fermés (Noël) jusqu'au samedi 26 décembre.",
  icon: '🎄',
};

/** A few shops, and two templates, of which one is swapped at Christmas. */
export function swapWorld(
  rules = SWAP_RULES,
  templates: MessageTemplate[] = [HOLIDAY, QUOTE],
  options: WorldOptions = {},
): Promise<World> {
  return makeWorld({ businesses: parisShops(2), templates, rules, ...options });
}

/** Somebody changes a template in Partoo's app. */
export function editTemplate(
  { sandbox }: World,
  title: string,
  { text, ...rest }: Partial<SeenTemplate>,
): void {
  const found = sandbox.templates.find((one) => one.title === title);
  Object.assign(found ?? {}, rest, typeof text === 'string' ? { content: encodeContent(text) } : {});
}

/** What came of templates in a pass, as `title action outcome [code]`. */
export function templateResults(report: RunReport): string[] {
  return resultsOf(report).flatMap(({ business, action, outcome, error }) =>
    business.startsWith('template:')
      ? [[business.slice(9), action, outcome, error?.code].filter(Boolean).join(' ')]
      : [],
  );
}
