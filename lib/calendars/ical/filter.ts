import type { CalendarEvent } from './events.ts';

/** Texts that events are chosen by: whole, without case; `*` in a summary stands for anything. */
interface Choice {
  categories?: string[];
  summaries?: string[];
}

export interface Filter {
  only: Choice | null;
  except: Choice | null;
  /** Whether events count that are marked as free time. */
  transparent: 'ignore' | 'count';
}

/**
 * Whether an event closes: neither cancelled nor transparent, chosen by `only` and not by `except`. As in scopes, `only`
 * wants a fit of each kind that it names, and of `except` any fit is enough.
 */
export function filterOf({ only, except, transparent }: Filter): (event: CalendarEvent) => boolean {
  const [chosen, excepted] = [testsOf(only ?? {}), testsOf(except ?? {})];
  return (event) =>
    !event.isCancelled &&
    (transparent === 'count' || !event.isTransparent) &&
    chosen.every((fits) => fits(event)) &&
    !excepted.some((fits) => fits(event));
}

function testsOf({ categories, summaries }: Choice): ((event: CalendarEvent) => boolean)[] {
  const tests: ((event: CalendarEvent) => boolean)[] = [];
  if (categories) {
    const wanted = new Set(categories.map(folded));
    tests.push((event) => event.categories.some((one) => wanted.has(folded(one))));
  }
  if (summaries) {
    const patterns = summaries.map(patternOf);
    tests.push(({ names }) => patterns.some((fits) => fits(folded(Object.values(names)[0] ?? ''))));
  }
  return tests;
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The pieces between `*`, found one after the other: no pattern takes longer than its text. */
function patternOf(summary: string): (text: string) => boolean {
  const pieces = folded(summary).split('*');
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (pieces.length === 1) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || text.length < first.length + last.length) return false;
    let at = first.length;
    for (const piece of pieces.slice(1, -1)) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length && text.endsWith(last);
  };
}
