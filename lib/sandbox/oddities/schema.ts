/**
 * How odd a Partoo can be, ruder than any real one. Each of these is a member of an entry of a fault plan's script, which
 * says whom it befalls and how often; none of them is on unless a plan says so. As schemas, since a plan may come from
 * outside (`POST /__sandbox/faults`).
 */
import * as z from 'zod';
import { HOURS_REWRITINGS, type HoursRewriting } from './hours.ts';
import { TEXT_REWRITINGS, type TextRewriting } from './texts.ts';

const whole = z.int().min(0);
const names = <T extends string>(table: Record<T, unknown>) => z.enum(Object.keys(table) as [T, ...T[]]);

/** What becomes of a write of messaging settings; of one of a message template, as far as it has texts. */
export const oddWrite = z
  .strictObject({
    /** What texts are turned into before they are stored, one after the other. */
    texts: z.array(
      z.union([
        names<Extract<TextRewriting, string>>(TEXT_REWRITINGS),
        z.strictObject({ cut: whole }),
        z.custom<(text: string) => string>((value) => typeof value === 'function'),
      ]),
    ),
    hours: z.array(names<HoursRewriting>(HOURS_REWRITINGS)),
    /** Parts that are acknowledged and not carried out. */
    ignores: z.array(z.enum(['is_launched', 'texts', 'hours'])),
    /**
     * What becomes of a null, which the sandbox makes a text of its own else: `kept`, also where it is left out; `refused`
     * with a 400 that names the field, and kept where it is left out.
     */
    nulls: z.enum(['kept', 'refused']),
    /** How long it takes to show in reads; what goes for `is_launched` alone is an option of the sandbox. */
    lateMilliseconds: whole,
    /** What the answer shows. Default: `sent` where something is ignored, else `stored`. */
    tells: z.enum(['stored', 'sent', 'before']),
  })
  .partial();

/** How a list is cut into pages: `/messaging/settings`, `/business/search`. */
export const oddPages = z
  .strictObject({
    /** `alternating`: reversed at every second request; `byPage`: each page sees an order of its own. */
    order: z.enum(['reversed', 'alternating', 'byPage']),
    /** So many rows are pushed in at the front after page 1 was read; below 0: taken away there. */
    shift: z.int(),
    /** Rows beyond so many a page are lost. */
    atMost: whole,
    /** Pages are counted in so many rows, whatever was asked for. */
    perPage: z.int().min(1),
    /** Numbers of pages that come without rows. */
    empty: z.array(whole),
    /** Whatever page is asked for, it is the first. */
    ignored: z.boolean(),
    /** After the last page the list begins anew. */
    endless: z.boolean(),
    /** What is said instead of the truth; null: nothing. */
    maxPage: z.number().nullable(),
    count: z.number().nullable(),
    /** `business__in` is ignored: rows that nobody asked for. */
    unfiltered: z.boolean(),
  })
  .partial();

/** What becomes of the rows of an answer: of those of the businesses that `match` names, else of all. */
export const oddRows = z
  .strictObject({
    missing: z.boolean(),
    repeated: z.boolean(),
    reversed: z.boolean(),
    /** So many made-up rows, of businesses that do not exist. */
    foreign: whole,
    /** Put into the rows, whatever it is: `{ "name": null }`. */
    set: z.record(z.string(), z.unknown()),
    /** Members that are left out. */
    without: z.array(z.string()),
    /** Ids and codes that consist of digits come as numbers. */
    numbers: z.boolean(),
    /** The first of them holds an array in an array, so many times. */
    depth: z.int().min(0).max(10_000),
    /** The first of them holds a member of so many bytes. */
    bytes: z.int().min(0).max(100_000_000),
  })
  .partial();

/** What is sent, once the work is done, instead of the answer. */
export const oddAnswer = z
  .strictObject({
    status: z.int().min(200).max(599),
    /** Word for word. */
    retryAfter: z.string(),
    /** `undecodable`: said to be gzip and is not. `half`: half of the JSON. `repeated`: the one before on this path. */
    body: z.union([
      z.enum(['none', 'undecodable', 'half', 'html', 'repeated']),
      z.strictObject({ json: z.unknown() }),
    ]),
    /** The work is not done. */
    prevents: z.boolean(),
  })
  .partial();

export type OddWrite = z.infer<typeof oddWrite>;
export type OddPages = z.infer<typeof oddPages>;
export type OddRows = z.infer<typeof oddRows>;
export type OddAnswer = z.infer<typeof oddAnswer>;
