import * as z from 'zod';
import { FAULT_KINDS } from './fault-kinds.ts';
import { type OddPages, oddAnswer, oddPages, oddRows, oddWrite } from './oddities/schema.ts';
import { isClosing } from './oddities/writes.ts';
import { roll } from './random.ts';

/** Whom an entry befalls. Omitted members fit everything. */
const match = z
  .strictObject({
    method: z.string(),
    /** Tested against the path below the base URL, without the query: `/messaging/settings/700042`. */
    path: z.union([z.string(), z.instanceof(RegExp)]),
    /** Ids or store codes. Requests about one of them; of an entry with `rows`, the rows that it concerns. */
    business: z.array(z.string()),
    /** Writes of settings that take a business off the air, or empty its chat hours; false: those that do not. */
    closing: z.boolean(),
    /** Which of the requests that fit all this, counted from 1; omitted: each of them. */
    nth: z.union([z.int(), z.array(z.int())]),
    /** So large a share of these, by seed. */
    share: z.number().min(0).max(1),
    /** After so many it is over. */
    times: z.int().min(0),
  })
  .partial();

/**
 * Something for chosen requests: a fault, or oddities. `write` befalls writes of messaging settings and of templates only, `pages` and
 * `rows` reads only, whatever else `match` lets through.
 */
export const scriptedFault = z.strictObject({
  match,
  fault: z.enum(FAULT_KINDS).optional(),
  write: oddWrite.optional(),
  pages: oddPages.optional(),
  rows: oddRows.optional(),
  answer: oddAnswer.optional(),
});
export type ScriptedFault = z.infer<typeof scriptedFault>;

/** A request, as far as a script can ask about it. */
export interface Subject {
  method: string;
  path: string;
  query: string;
  /** The body of the request; undefined where there is none, or no JSON. */
  body: unknown;
  /** Id and store code of the one business that it is about. */
  business: readonly string[];
}

/** An entry of the script whose turn it is. */
export interface Befallen {
  entry: ScriptedFault;
  /** Its odd pages, with an order that changes settled for this request. */
  pages: OddPages | undefined;
}

interface Counts {
  fitting: number;
  befallen: number;
}

/** Keeps count of whom the entries befell. */
export class Script {
  readonly #seed: number;
  readonly #entries: { entry: ScriptedFault; path: RegExp | null; counts: Counts }[];

  constructor(script: readonly ScriptedFault[], seed: number) {
    this.#seed = seed;
    this.#entries = script.map((entry) => ({
      entry,
      path: pattern(entry.match.path),
      counts: { fitting: 0, befallen: 0 },
    }));
  }

  /** Every entry counts the requests that fit it, whether or not an earlier entry had its turn with them. */
  next(subject: Subject): Befallen[] {
    return this.#entries.flatMap(({ entry, path, counts }, index) => {
      if (!fits(entry, path, subject)) return [];
      counts.fitting += 1;
      const { nth, share = 1, times = Number.POSITIVE_INFINITY } = entry.match;
      if (nth !== undefined && ![nth].flat().includes(counts.fitting)) return [];
      if (counts.befallen >= times) return [];
      const { method, path: asked, query } = subject;
      if (roll(this.#seed, 'script', index, method, asked, query, counts.fitting) >= share) return [];
      counts.befallen += 1;
      return [{ entry, pages: entry.pages && settledOrder(entry.pages, counts.befallen) }];
    });
  }
}

function fits(entry: ScriptedFault, path: RegExp | null, subject: Subject): boolean {
  const { method, business, closing } = entry.match;
  const isWrite = subject.method === 'POST' && subject.path.startsWith('/messaging/settings/');
  const isTemplate = subject.method === 'PUT' && subject.path.startsWith('/messaging/templates/');
  if (method !== undefined && method.toUpperCase() !== subject.method) return false;
  if (path && !path.test(subject.path)) return false;
  if (business && !entry.rows && !business.some((name) => subject.business.includes(name))) return false;
  if (closing !== undefined && !(isWrite && isClosing(subject.body) === closing)) return false;
  if (entry.write && !isWrite && !isTemplate) return false;
  return subject.method === 'GET' || !(entry.pages || entry.rows);
}

function settledOrder(pages: OddPages, turn: number): OddPages {
  if (pages.order !== 'alternating') return pages;
  const { order: _alternating, ...rest } = pages;
  return turn % 2 === 0 ? { ...rest, order: 'reversed' } : rest;
}

/** Without the flags that would make a pattern remember where it last matched. */
function pattern(path: string | RegExp | undefined): RegExp | null {
  if (path === undefined) return null;
  return typeof path === 'string'
    ? new RegExp(path)
    : new RegExp(path.source, path.flags.replace(/[gy]/g, ''));
}
