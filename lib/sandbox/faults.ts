import { roll } from './random.ts';

/**
 * What can befall a request. Nothing is written under `serverError` (503, HTML), `reset` (connection torn down
 * before the work), `html200` (somebody else's page, such as a proxy's), `tooManyRequests` (429 though the quota is
 * not spent), `unauthorized`, `forbidden` and `notFound`. The work *is* done under `lostAnswer` (connection torn down
 * instead of an answer), `cutBody` (full content length, half of the body), `lateServerError` (502, HTML) and `slow`.
 */
export const FAULT_KINDS = [
  'serverError',
  'reset',
  'html200',
  'tooManyRequests',
  'unauthorized',
  'forbidden',
  'notFound',
  'lostAnswer',
  'cutBody',
  'lateServerError',
  'slow',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault for chosen requests. Omitted members of `match` fit everything. */
export interface ScriptedFault {
  match: {
    method?: string;
    /** Tested against the path below the base URL, without the query: `/messaging/settings/700042`. */
    path?: string | RegExp;
    /** Which of the requests that fit `method` and `path`, counted from 1; omitted: each of them. */
    nth?: number | number[];
  };
  fault: FaultKind;
}

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
}

/** Deals out the faults of a plan. What befalls a request depends on the seed, its URL and how often it came before. */
export class Faults {
  readonly plan: FaultPlan;
  readonly #seed: number;
  readonly #seen = new Map<string, number>();
  readonly #matched: number[];
  readonly #patterns: (RegExp | null)[];

  constructor(plan: FaultPlan, seed: number) {
    const sum = RATED.reduce((total, kind) => total + (plan[kind] ?? 0), 0);
    if (sum > 1 + 1e-9)
      throw new RangeError(`The rates of a fault plan add up to ${sum}; at most 1 is possible.`);
    this.plan = plan;
    this.#seed = plan.seed ?? seed;
    const script = plan.script ?? [];
    this.#matched = script.map(() => 0);
    this.#patterns = script.map(({ match }) => pattern(match.path));
  }

  next(method: string, path: string, query: string): Fate {
    const words = [method, path, query, this.#count(`${method} ${path}?${query}`)];
    const scripted = this.#scripted(method, path);
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
    };
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

  /** Every entry counts the requests that fit it, whether or not an earlier entry had its turn with them. */
  #scripted(method: string, path: string): FaultKind[] {
    return (this.plan.script ?? []).flatMap(({ match, fault }, index) => {
      if (match.method && match.method.toUpperCase() !== method) return [];
      if (this.#patterns[index] && !this.#patterns[index].test(path)) return [];
      const nth = ++this.#matched[index]!;
      return match.nth === undefined || [match.nth].flat().includes(nth) ? [fault] : [];
    });
  }

  #count(request: string): number {
    const count = (this.#seen.get(request) ?? 0) + 1;
    this.#seen.set(request, count);
    return count;
  }
}

/** Without the flags that would make a pattern remember where it last matched. */
function pattern(path: string | RegExp | undefined): RegExp | null {
  if (path === undefined) return null;
  return typeof path === 'string'
    ? new RegExp(path)
    : new RegExp(path.source, path.flags.replace(/[gy]/g, ''));
}
