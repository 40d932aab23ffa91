import type { FaultKind } from './fault-kinds.ts';
import type { OddAnswer, OddPages, OddRows, OddWrite } from './oddities/schema.ts';
import { roll } from './random.ts';
import { type Befallen, Script, type ScriptedFault, type Subject } from './script.ts';

/** Rates are shares of requests, 0 to 1; at most one fault but `slow` befalls a request, so their sum is at most 1. */
export interface FaultPlan {
  /** Default: the sandbox' seed. */
  seed?: number;
  /** Whom the rates concern; default `all`. A script concerns whomever it matches. */
  only?: 'reads' | 'writes' | 'all';
  serverError?: number;
  reset?: number;
  html200?: number;
  tooManyRequests?: number;
  lostAnswer?: number;
  cutBody?: number;
  lateServerError?: number;
  slow?: number;
  /** How long a slow answer takes on the clock given. Default 5,000. */
  slowMilliseconds?: number;
  /** Settings are listed as they were at some instant between this long ago and now. Default 0. */
  staleReadsMilliseconds?: number;
  /** While settings or businesses are paged through, one row is pushed in at the front: page 2 repeats one of page 1. */
  shufflePages?: boolean;
  script?: ScriptedFault[];
}

/** Drawn in this order; together they share one number, so that each befalls exactly its share of the requests. */
const RATED = [
  'serverError',
  'reset',
  'html200',
  'tooManyRequests',
  'lostAnswer',
  'cutBody',
  'lateServerError',
] as const;

/** What is in store for one request. */
export interface Fate {
  kind: Exclude<FaultKind, 'slow'> | null;
  delayMilliseconds: number;
  staleMilliseconds: number;
  /** The oddities of the script that befall it, in the order of the script. */
  writes: OddWrite[];
  pages: OddPages;
  /** With the names of the businesses that they concern; null: all. */
  rows: { odd: OddRows; businesses: string[] | null }[];
  answer: OddAnswer | null;
}

/** Deals out the faults of a plan. What befalls a request depends on the seed, its URL and how often it came before. */
export class Faults {
  readonly plan: FaultPlan;
  readonly #seed: number;
  readonly #seen = new Map<string, number>();
  readonly #script: Script;
  /** The last answer on each path. */
  readonly #bodies = new Map<string, unknown>();

  constructor(plan: FaultPlan, seed: number) {
    const sum = RATED.reduce((total, kind) => total + (plan[kind] ?? 0), 0);
    if (sum > 1 + 1e-9)
      throw new RangeError(`The rates of a fault plan add up to ${sum}; at most 1 is possible.`);
    this.plan = plan;
    this.#seed = plan.seed ?? seed;
    this.#script = new Script(plan.script ?? [], this.#seed);
  }

  next(subject: Subject): Fate {
    const { method, path, query } = subject;
    const words = [method, path, query, this.#count(`${method} ${path}?${query}`)];
    const befallen = this.#script.next(subject);
    const scripted = befallen.flatMap(({ entry }) => entry.fault ?? []);
    const { plan } = this;
    const rated = this.#concerns(method);
    const slow =
      scripted.includes('slow') || (rated && roll(this.#seed, 'slow', ...words) < (plan.slow ?? 0));
    return {
      kind:
        scripted.find((kind): kind is Exclude<FaultKind, 'slow'> => kind !== 'slow') ??
        (rated ? this.#rated(words) : null),
      delayMilliseconds: slow ? (plan.slowMilliseconds ?? 5_000) : 0,
      staleMilliseconds: Math.floor(
        roll(this.#seed, 'stale', ...words) * ((plan.staleReadsMilliseconds ?? 0) + 1),
      ),
      ...odditiesOf(befallen, plan.shufflePages ? { shift: 1 } : {}),
    };
  }

  /** The body that is sent: the one before on this path, where the fate is that an answer is repeated. */
  repeating(path: string, body: unknown, { answer }: Fate): unknown {
    const before = this.#bodies.get(path) ?? body;
    this.#bodies.set(path, body);
    return answer?.body === 'repeated' ? before : body;
  }

  #rated(words: (string | number)[]): Fate['kind'] {
    let left = roll(this.#seed, 'fault', ...words);
    for (const kind of RATED) {
      left -= this.plan[kind] ?? 0;
      if (left < 0) return kind;
    }
    return null;
  }

  #concerns(method: string): boolean {
    const only = this.plan.only ?? 'all';
    return only === 'all' || (only === 'reads') === (method === 'GET');
  }

  #count(request: string): number {
    const count = (this.#seen.get(request) ?? 0) + 1;
    this.#seen.set(request, count);
    return count;
  }
}

function odditiesOf(
  befallen: readonly Befallen[],
  pages: OddPages,
): Pick<Fate, 'writes' | 'pages' | 'rows' | 'answer'> {
  return {
    writes: befallen.flatMap(({ entry }) => entry.write ?? []),
    pages: Object.assign({}, pages, ...befallen.map(({ pages }) => pages)) as OddPages,
    rows: befallen.flatMap(({ entry }) =>
      entry.rows ? [{ odd: entry.rows, businesses: entry.match.business ?? null }] : [],
    ),
    answer: befallen.findLast(({ entry }) => entry.answer)?.entry.answer ?? null,
  };
}
