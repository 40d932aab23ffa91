import * as z from 'zod';
import type { MessageTemplate } from '../model.ts';
import { ORGANIZATION_ID } from '../model.ts';
import { storedTemplate, toldTemplate } from '../oddities/templates.ts';
import { hexId } from '../random.ts';
import { notFound, ok, type Reply } from '../replies.ts';
import { checkBody, checkQuery } from '../validation.ts';
import { type Call, param, type Route } from './route.ts';

const content = z.string().refine(isContent, 'must be a JSON text with text and _version');
const create = z.strictObject({
  title: z.string().min(1, 'must not be empty'),
  content,
  icon: z.string().optional(),
});
const update = create.partial();

export const templateRoutes: Route[] = [
  { method: 'GET', path: '/messaging/templates', operation: 'listMessageTemplates', handle: list },
  { method: 'POST', path: '/messaging/templates', operation: 'createMessageTemplates', handle: createOne },
  {
    method: 'PUT',
    path: '/messaging/templates/{template_id}',
    operation: 'updateTemplate',
    handle: updateOne,
  },
];

/** A bare array: no page, no envelope. */
function list(call: Call): Reply {
  checkQuery(z.strictObject({}), call.query);
  const { templates, lateTemplates } = call.organization;
  return ok(templates.map((template) => lateTemplates.shown(template, call.now)));
}

function createOne(call: Call): Reply {
  const { templates } = call.organization;
  const body = checkBody(create, call.body);
  const template: MessageTemplate = {
    id: hexId(templates.length, 'template', call.now),
    title: body.title,
    content: body.content,
    icon: body.icon ?? null,
    org_id: ORGANIZATION_ID,
    created_at: timestamp(call.now),
    updated_at: null,
    usage_count: 0,
  };
  templates.push(template);
  return { ...ok(template), wrote: true };
}

/** A PUT replaces: as nothing is said of omitted members, they do not keep their values here. */
function updateOne(call: Call): Reply {
  const template = call.organization.templates.find(({ id }) => id === param(call, 'template_id'));
  if (!template) throw notFound();
  const body = checkBody(update, call.body);
  const before = { ...template };
  const sent = {
    ...before,
    title: body.title ?? '',
    content: body.content ?? '{"text":"","_version":"0.1"}',
    icon: body.icon ?? null,
    updated_at: timestamp(call.now),
  };
  const stored = storedTemplate(sent, before, call.oddWrites);
  Object.assign(template, stored);
  const late = Math.max(0, ...call.oddWrites.map(({ lateMilliseconds = 0 }) => lateMilliseconds));
  call.organization.lateTemplates.keep(before, call.now + late);
  return { ...ok(toldTemplate({ sent, before, stored }, call.oddWrites)), wrote: true };
}

function isContent(text: string): boolean {
  try {
    return z.object({ text: z.string(), _version: z.literal('0.1') }).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** The shape that timestamps of templates have: microseconds, and an offset instead of Z. */
function timestamp(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, -1)}000+00:00`;
}
