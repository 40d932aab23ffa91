/** How the ledger of a closure's events is noted: whatever reads it gets one that can be worked with, or none. */
import * as z from 'zod';
import { instantOf } from '../../closures/civil-time.ts';
import { parseDuration } from '../../reading/duration.ts';
import { selectorLists } from '../../reading/selector-lists.ts';
import { instant, jsonNote, type Note } from '../../store/notes.ts';
import type { ClosureLedger } from './closure-ledger.ts';

/** Version 0.1.0 took texts and lists of any length; none is longer than what a table holds in one item. */
const LONGEST = 400_000;
const MOST_REVISIONS = 1_000_000_000;

const text = z.string().max(LONGEST);
const several = <T>(value: z.ZodType<T>) => z.array(value).max(LONGEST);
const revision = z.int().min(0).max(MOST_REVISIONS);
const said = <T>(value: z.ZodType<T>) => z.object({ at: instant, value, revision: revision.exactOptional() });
const readBy = (read: (value: string) => unknown) => text.refine((value) => isReadable(() => read(value)));
const bound = readBy((value) => instantOf(value, 'UTC', 'start'));
const span = readBy(parseDuration);
const selectors = selectorLists(several(text), several(z.int()));

/** Its members in the order in which events have them: what is read is, to the byte, what was written. */
const request = z.object({
  id: text,
  ...selectors,
  exclude: z.object(selectors).exactOptional(),
  all: z.literal(true).exactOptional(),
  from: bound.exactOptional(),
  until: bound.nullable().exactOptional(),
  for: span.exactOptional(),
  message: text.exactOptional(),
  text: text.exactOptional(),
  language: text.exactOptional(),
  reason: text.exactOptional(),
  urgent: z.boolean().exactOptional(),
  hold: z.boolean().exactOptional(),
  source: text,
  actor: text.exactOptional(),
});

const changes = z.object({
  ending: said(
    z.object({ until: bound.nullable().exactOptional(), for: span.exactOptional() }),
  ).exactOptional(),
  text: said(
    z.object({
      text: text.exactOptional(),
      language: text.exactOptional(),
      message: text.exactOptional(),
    }),
  ).exactOptional(),
  reason: said(text).exactOptional(),
  urgent: said(z.boolean()).exactOptional(),
});

const ledger: z.ZodType<ClosureLedger> = z.object({
  request: said(request).nullable(),
  changes,
  cancelledAt: instant.nullable(),
  organizations: several(text),
  revision,
});

/** One that cannot be read counts as forgotten: the closure itself tells how many events it has seen. */
export function ledgerNote(closure: string): Note<ClosureLedger> {
  return jsonNote(`closure-events:${closure}`, ledger);
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
