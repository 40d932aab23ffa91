import * as z from 'zod';
import { LONGEST_NAME } from '../closures/limits.ts';
import type { TemplateSwap } from '../closures/model.ts';
import { settledText } from '../closures/same.ts';
import { TEXT_MEMBERS } from '../closures/text-members.ts';
import {
  isRecord,
  kindOf,
  mapping,
  type Report,
  reader,
  readWith,
  record,
  textOf,
} from '../reading/readers.ts';
import { messageNameAmong } from './messages.ts';

const REMEDY = 'write { "Holiday": { content: holiday } }';
const SWAP_REMEDY = 'write { content: holiday }, with title or icon if they change';
/** Characters of an emoji, joined ones included. */
const LONGEST_ICON = 40;

function short(longest: number, remedy: string) {
  return textOf(remedy, (value, report): string => {
    if (value.length > longest) report(`has ${value.length} characters`, `write at most ${longest}`);
    return value;
  });
}

/** Shown as it is written. */
function fixed(longest: number, remedy: string) {
  const text = short(longest, remedy);
  return reader((value, report): string => {
    if (typeof value === 'string' && value.includes('{{'))
      report('has a placeholder, and only content is filled', 'write it out');
    return readWith(text, value, report) ?? z.NEVER;
  });
}

/** Reads `effect.templates`: what becomes of Partoo's message templates, by title. */
export function templates(messages: readonly string[]): z.ZodType<Record<string, TemplateSwap>> {
  const shape = mapping(
    {
      content: messageNameAmong(messages).optional(),
      title: fixed(LONGEST_NAME, 'write a title').optional(),
      icon: fixed(LONGEST_ICON, 'write an emoji').optional(),
    },
    SWAP_REMEDY,
    (raw, report) => {
      if (Object.keys(raw).length === 0) report('changes nothing', SWAP_REMEDY);
    },
  );
  const swap = reader((value, report): TemplateSwap => {
    const read = readWith(shape, value, report);
    if (read === undefined) return z.NEVER;
    const { content, title, icon } = read;
    return {
      ...(content === undefined ? {} : { content: { message: content } }),
      ...(title === undefined ? {} : { title }),
      ...(icon === undefined ? {} : { icon }),
    };
  });
  const known = short(LONGEST_NAME, 'write the title of a Partoo message template');
  const named = record(
    reader((value, report) => settledText(readWith(known, value, report) ?? '')),
    () => swap,
    REMEDY,
  );
  return reader((value, report): Record<string, TemplateSwap> => {
    if (!isRecord(value)) report(kindOf(value), REMEDY);
    else if (Object.keys(value).length === 0) report('names no template', `${REMEDY}, or leave it out`);
    else return readWith(named, value, report) ?? z.NEVER;
    return z.NEVER;
  });
}

/** What opens and closes every day would change a template twice a day, for all shops at once. */
export function checkTemplates(raw: Record<string, unknown>, report: Report): void {
  if (!isRecord(raw.effect) || !('templates' in raw.effect)) return;
  const daily = ['cron', 'weekly'].find((calendar) => calendar in raw);
  if (daily)
    report(`does not go with ${daily}, which closes every day`, 'leave it out', ['effect', 'templates']);
}

/** What messages of a file are for. */
export interface MessageUse {
  /** Those that some rule names. */
  used: ReadonlySet<unknown>;
  /** Those that are the content of templates and nothing else: people send those, so that they may name the consumer. */
  inTemplates: ReadonlySet<unknown>;
}

export function messageUseIn(rules: unknown): MessageUse {
  const [inTemplates, elsewhere] = [new Set<unknown>(), new Set<unknown>()];
  for (const { message, effect, announce } of valuesOf(rules)) {
    elsewhere.add(message);
    for (const part of [effect, announce])
      if (isRecord(part)) for (const member of TEXT_MEMBERS) elsewhere.add(part[member]);
    for (const { content } of isRecord(effect) ? valuesOf(effect.templates) : []) inTemplates.add(content);
  }
  const used = new Set([...inTemplates, ...elsewhere]);
  return { used, inTemplates: new Set([...inTemplates].filter((name) => !elsewhere.has(name))) };
}

function valuesOf(value: unknown): Record<string, unknown>[] {
  return isRecord(value) ? Object.values(value).filter(isRecord) : [];
}
