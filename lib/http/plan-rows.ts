import type { Business } from '../closures/model.ts';
import type { Beginning, PlannedClosure } from '../operations/index.ts';
import { inOrder, keyIn, pageIn } from './pages.ts';

/** A row that nobody has looked at yet. */
interface Line {
  beginning: Beginning;
  business: Business;
}

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

/** By its start; no two are alike. */
const keyOf = ({ beginning: { start, end, organization, rule }, business: { id } }: Line) => [
  ...[Date.parse(start), organization, id, rule, end ?? ''],
];

/** The rows of a plan in their order. There are hundreds of thousands: what a page shows is put into words, and nothing else. */
export class PlanRows {
  readonly count: number;
  /** By the instant at which they begin, in order. */
  readonly #instants: { at: number; beginnings: readonly Beginning[]; lines: readonly Line[] | null }[];

  constructor(all: readonly Beginning[]) {
    this.count = all.reduce((sum, { businesses }) => sum + businesses.length, 0);
    this.#instants = [...Map.groupBy(all, ({ start }) => Date.parse(start))]
      .map(([at, beginnings]) => ({ at, beginnings, lines: null }))
      .sort((one, other) => one.at - other.at);
  }

  /** @throws Problem 400 for a cursor that is none of ours */
  page({ limit, cursor }: Paging): { page: PlannedClosure[]; next: string | null } {
    const [from] = cursor === undefined ? [] : keyIn(cursor);
    const lines: Line[] = [];
    for (const instant of this.#instants) {
      if (typeof from === 'number' && instant.at < from) continue;
      instant.lines ??= linesOf(instant.beginnings);
      for (const line of instant.lines) lines.push(line);
      // The first instant has what the reader has seen already, and one more shows that there are more.
      if (instant.at !== from && lines.length > limit) break;
    }
    const { page, next } = pageIn(lines, keyOf, { limit, cursor });
    return { page: page.map(({ beginning, business }) => beginning.rowFor(business)), next };
  }
}

function linesOf(beginnings: readonly Beginning[]): Line[] {
  const lines = beginnings.flatMap((beginning) =>
    beginning.businesses.map((business) => ({ beginning, business })),
  );
  return inOrder(lines, keyOf);
}
