import * as z from 'zod';
import { LONGEST_TEXT } from '../closures/limits.ts';
import type { MessageTexts } from '../closures/model.ts';
import { byLanguage } from '../reading/by-language.ts';
import {
  isRecord,
  kindOf,
  mapping,
  quoted,
  type Report,
  reader,
  readWith,
  text,
  textOf,
} from '../reading/readers.ts';
import { didYouMean } from '../reading/suggest.ts';
import type { MessageDefinition } from './model.ts';
import { placeholderFaults } from './placeholders.ts';

const EXAMPLE = 'write { fr: "Fermé. Réouverture : {{reopens}}." }';

interface Use {
  /** It is the content of templates, which Partoo fills for each consumer. */
  mayNameConsumer: boolean;
  /** Some rule names it. */
  isUsed: boolean;
}

/** A text with nothing in it that could not be filled in. */
function messageText({ mayNameConsumer, isUsed }: Use) {
  return textOf('write a text', (value, report): string => {
    for (const [fault, remedy] of placeholderFaults(value, mayNameConsumer))
      report(fault, isUsed ? remedy : `${remedy}; or leave the message out, which no rule names`);
    if (value.length > LONGEST_TEXT)
      report(`has ${value.length} characters`, `write at most ${LONGEST_TEXT}`);
    return value;
  });
}

const template = mapping(
  { template: text('write the title of a Partoo message template') },
  'write { template: "Holiday" }',
);

/** Texts by language, one text for all (`default`), or a Partoo message template by its title. */
export function messageDefinition(use: Use): z.ZodType<MessageDefinition> {
  const one = messageText(use);
  const texts = byLanguage(one, EXAMPLE);
  return reader((value, report): MessageDefinition => {
    if (typeof value === 'string') {
      const all = readWith(one, value, report);
      return all === undefined ? z.NEVER : { texts: { default: all } };
    }
    if (!isRecord(value)) report(kindOf(value), `${EXAMPLE}, or one text for all languages`);
    else if ('template' in value) return readTemplate(value, report);
    else if (Object.keys(value).length === 0) report('has no text', EXAMPLE);
    else {
      const read: MessageTexts | undefined = readWith(texts, value, report);
      return read === undefined ? z.NEVER : { texts: read };
    }
    return z.NEVER;
  });
}

function readTemplate(value: Record<string, unknown>, report: Report): MessageDefinition {
  const others = Object.keys(value).filter((key) => key !== 'template');
  for (const key of others)
    report('stands beside `template`', 'keep either the template or texts by language', [key]);
  return readWith(template, { template: value.template }, report) ?? z.NEVER;
}

/** The name of a message of the file, or of a built-in one; not `keep`, which means the baseline. */
export function messageNameAmong(names: readonly string[]) {
  const known = [...new Set([...names, 'closed', 'planned'])];
  return textOf('write the name of a message', (value, report): string => {
    if (!known.includes(value))
      report(
        `there is no message ${quoted(value)}`,
        didYouMean(value, known, `add it under \`messages\`; known are ${known.join(', ')}`),
      );
    return value;
  });
}
