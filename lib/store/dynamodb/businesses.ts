import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type BusinessMark, bodyOf, markReader, recordIn } from '../records.ts';
import {
  type BusinessStore,
  type HistoryEntry,
  type Lease,
  LeaseLostError,
  type OutboxFact,
} from '../store.ts';
import { type History, historyItemCount } from './history.ts';
import { type Item, type Key, ofOrganization, toAttributes } from './items.ts';
import { whileHeld } from './leases.ts';
import { parcelCount, parcelsOf } from './outbox.ts';
import { expand, shrink } from './small-texts.ts';
import type { Table } from './table.ts';
import { fits as fitsOne, inGroups } from './transactions.ts';

// Marks apart from bodies: every pass reads all marks, and few bodies. The body's item holds the mark too, in its first
// line, so that what is read of one business belongs together.
const MARK = 'mark#';
const BODY = 'body#';
/** Those of the writes that are under way. */
const MARKS_KEPT = 500;
const keyOf = (organization: string, kind: string, business: string): Key => ({
  pk: ofOrganization(organization),
  sk: `${kind}${business}`,
});

/**
 * A transaction of DynamoDB holds 100 actions and 4 MB. A larger save is several, each under the same guard; a business
 * and the history that comes with it are never apart.
 */
export function businesses(table: Table, history: History): BusinessStore {
  const put = (item: Item): TransactWriteItem => ({
    Put: { TableName: table.name, Item: toAttributes(item) },
  });
  const remove = (key: Key): TransactWriteItem => ({
    Delete: { TableName: table.name, Key: toAttributes({ ...key }) },
  });
  const guarded = async (lease: Lease, transactions: TransactWriteItem[][]): Promise<void> => {
    for (const actions of transactions)
      if (!(await table.transact([whileHeld(table, lease), ...actions])))
        throw new LeaseLostError(lease.organization);
  };
  const besides = ({ entries, facts }: Unit): TransactWriteItem[] =>
    [...history.itemsOf(entries), ...parcelsOf(facts)].map(put);
  const written = new WrittenMarks();

  return {
    listMarks: async (organization) => {
      const marks: BusinessMark[] = [];
      const markOf = markReader();
      const items = table.query<{ mark: string }>({
        condition: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { pk: ofOrganization(organization), prefix: MARK },
      });
      for await (const { mark } of items) marks.push(markOf(mark));
      return marks;
    },

    readBusinesses: async (organization, ids) => {
      const keys = [...new Set(ids)].map((id) => keyOf(organization, BODY, id));
      const items = await table.getMany<{ record: Uint8Array }>(keys);
      return new Map(
        items.map(({ sk, record }) => {
          const text = expand(record);
          const end = text.indexOf('\n');
          const business = sk.slice(BODY.length);
          const mark = JSON.parse(text.slice(0, end)) as BusinessMark;
          return [business, { mark, record: recordIn(business, text.slice(end + 1)) }];
        }),
      );
    },

    saveBusinesses: async (lease, businesses, entries = [], facts = []) => {
      // The last of each: an item may stand in a transaction only once.
      const latest = new Map(businesses.map((business) => [business.mark.business, business]));
      const ownerOf = (business: unknown): string =>
        typeof business === 'string' && latest.has(business) ? business : '';
      await history.register(entries);
      const recorded = Map.groupBy(entries, ({ business }) => ownerOf(business));
      const told = Map.groupBy(new Map(facts.map((fact) => [fact.id, fact])).values(), ({ business }) =>
        ownerOf(business),
      );
      const marks = new Map<string, string>();
      const unitOf = (id: string, actions: TransactWriteItem[]): Unit => ({
        actions,
        entries: recorded.get(id) ?? [],
        facts: told.get(id) ?? [],
      });
      const units = [...latest].map(([id, one]) => {
        const mark = JSON.stringify(one.mark);
        marks.set(id, mark);
        return unitOf(id, [
          put({ ...keyOf(lease.organization, BODY, id), record: shrink(`${mark}\n${bodyOf(one.record)}`) }),
          ...(written.has(lease, id, mark) ? [] : [put({ ...keyOf(lease.organization, MARK, id), mark })]),
        ]);
      });
      // Until it is known to be written, nothing is known of it.
      written.forget(lease, marks.keys());
      await guarded(lease, inTransactions([...units, unitOf('', [])], besides));
      written.remember(lease, marks);
    },

    deleteBusinesses: async (lease, ids) => {
      written.forget(lease, ids);
      const units = [...new Set(ids)].map((id) =>
        [MARK, BODY].map((kind) => remove(keyOf(lease.organization, kind, id))),
      );
      await guarded(lease, inGroups(units, 1));
    },
  };
}

/** What is never apart: a business' items, its history, and the facts that its save makes true. */
interface Unit {
  actions: TransactWriteItem[];
  entries: HistoryEntry[];
  facts: OutboxFact[];
}

/** As few transactions as hold all units and their guards, with `besides` of each. At least one. */
function inTransactions(
  units: readonly Unit[],
  besides: (unit: Unit) => TransactWriteItem[],
): TransactWriteItem[][] {
  const whole: Unit[] = [];
  for (const unit of units) {
    const last = whole.at(-1);
    const together = last && {
      actions: [...last.actions, ...unit.actions],
      entries: [...last.entries, ...unit.entries],
      facts: [...last.facts, ...unit.facts],
    };
    if (together && fits(together)) whole[whole.length - 1] = together;
    else whole.push(unit);
  }
  // One that is larger than any transaction is taken apart after all.
  return whole.flatMap((unit) => inGroups([[...unit.actions, ...besides(unit)]], 1));
}

function fits({ actions, entries, facts }: Unit): boolean {
  return fitsOne(actions, 1 + historyItemCount(entries.length) + parcelCount(facts.length));
}

/**
 * The marks that this process wrote last, under their lease: nobody else writes them while it is held, and of a business
 * that is saved several times in a row the mark often stays the same.
 */
class WrittenMarks {
  readonly #marks = new Map<string, { token: number; mark: string }>();

  has({ organization, token }: Lease, id: string, mark: string): boolean {
    const known = this.#marks.get(`${organization}#${id}`);
    return known?.token === token && known.mark === mark;
  }

  forget({ organization }: Lease, ids: Iterable<string>): void {
    for (const id of ids) this.#marks.delete(`${organization}#${id}`);
  }

  remember({ organization, token }: Lease, marks: ReadonlyMap<string, string>): void {
    for (const [id, mark] of marks) this.#marks.set(`${organization}#${id}`, { token, mark });
    for (const key of this.#marks.keys()) {
      if (this.#marks.size <= MARKS_KEPT) break;
      this.#marks.delete(key);
    }
  }
}
