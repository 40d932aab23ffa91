/** Sets of whole minutes, as spans `[from, until)`: in order, none empty, none touching the next. */
export type Span = readonly [from: number, until: number];
export type Spans = readonly Span[];

/** Any spans as a set. */
export function spansOf(spans: Iterable<Span>): Spans {
  const joined: [number, number][] = [];
  for (const [from, until] of [...spans].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else if (until > from) joined.push([from, until]);
  }
  return joined;
}

/** What of `spans` lies within `[from, until)`. */
export function within(spans: Spans, from: number, until: number): Spans {
  return spans
    .filter((span) => span[1] > from && span[0] < until)
    .map((span): Span => [Math.max(span[0], from), Math.min(span[1], until)]);
}

export function minus(spans: Spans, others: Spans): Spans {
  const left: Span[] = [];
  let next = 0;
  for (const [from, until] of spans) {
    while (next < others.length && (others[next] as Span)[1] <= from) next += 1;
    let at = from;
    for (let index = next; index < others.length && (others[index] as Span)[0] < until; index += 1) {
      const other = others[index] as Span;
      if (other[0] > at) left.push([at, other[0]]);
      at = Math.max(at, other[1]);
    }
    if (at < until) left.push([at, until]);
  }
  return left;
}

export function moved(spans: Spans, by: number): Span[] {
  return spans.map(([from, until]): Span => [from + by, until + by]);
}

/** Where exactly one of the two holds. */
export function differing(a: Spans, b: Spans): Spans {
  return spansOf([...minus(a, b), ...minus(b, a)]);
}

export function holds(spans: Spans, minute: number): boolean {
  return spans.some(([from, until]) => from <= minute && minute < until);
}
