import { createHash } from 'node:crypto';
import type { OutboxFact, OutboxStore } from '../store.ts';
import { noteItem } from './documents.ts';
import { type Item, type Key, ofOrganization, sortable } from './items.ts';
import { expand, shrink } from './small-texts.ts';
import type { Table } from './table.ts';

interface Parcel extends Key {
  facts: OutboxFact[];
}

const PREFIX = 'outbox#';
/** As many as the bus takes at once: they come, are told and go together, at the price of one. */
const FACTS_PER_PARCEL = 10;
/** Put and deleted side by side; each is a request of its own, at half the price of a transaction. */
const AT_ONCE = 10;

export function parcelCount(facts: number): number {
  return Math.ceil(facts / FACTS_PER_PARCEL);
}

/** The items of facts of one organization. */
export function parcelsOf(facts: readonly OutboxFact[]): Item[] {
  const inOrder = facts.toSorted((a, b) => a.at - b.at);
  return Array.from({ length: parcelCount(facts.length) }, (_, index) => {
    const some = inOrder.slice(index * FACTS_PER_PARCEL, (index + 1) * FACTS_PER_PARCEL);
    const [first] = some as [OutboxFact];
    // The instant comes first, so that facts come in their order; the same facts have the same key, and are not there twice.
    const ids = some.map(({ id }) => id).join(' ');
    const name = some.length === 1 ? first.id : createHash('sha256').update(ids).digest('hex').slice(0, 32);
    const key = { pk: ofOrganization(first.organization), sk: `${PREFIX}${sortable(first.at)}#${name}` };
    return itemOf({ ...key, facts: some });
  });
}

function itemOf({ pk, sk, facts }: Parcel): Item {
  return { pk, sk, facts: shrink(JSON.stringify(facts)) };
}

async function sideBySide<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...list];
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

export function outbox(table: Table): OutboxStore {
  /** Parcels that were read and still hold something, by organization and key. */
  const open = new Map<string, Map<string, Parcel>>();

  async function* parcels(organization: string, pageSize?: number): AsyncGenerator<Parcel> {
    const items = table.query<{ facts: Uint8Array }>({
      condition: '#pk = :pk AND begins_with(#sk, :prefix)',
      values: { pk: ofOrganization(organization), prefix: PREFIX },
      ...(pageSize === undefined ? {} : { pageSize }),
    });
    for await (const { pk, sk, facts } of items)
      yield { pk, sk, facts: JSON.parse(expand(facts)) as OutboxFact[] };
  }

  /** Takes facts out of the parcels that hold them; which of `told` were found. */
  async function takeOut(among: Iterable<Parcel>, told: ReadonlySet<string>): Promise<Set<string>> {
    const found = new Set<string>();
    const opened = [...among].filter(({ facts }) => facts.some(({ id }) => told.has(id)));
    await sideBySide(opened, async (parcel) => {
      for (const { id } of parcel.facts) if (told.has(id)) found.add(id);
      parcel.facts = parcel.facts.filter(({ id }) => !told.has(id));
      if (parcel.facts.length > 0) await table.put(itemOf(parcel));
      else await table.delete({ pk: parcel.pk, sk: parcel.sk });
    });
    return found;
  }

  return {
    appendOutbox: async (facts, remembered) => {
      const different = [...new Map(facts.map((fact) => [fact.id, fact])).values()];
      const byOrganization = Map.groupBy(different, ({ organization }) => organization);
      await sideBySide([...byOrganization.values()].flatMap(parcelsOf), (item) => table.put(item));
      if (remembered) await table.put(noteItem(remembered));
    },

    takeOutbox: async (organization, limit) => {
      const taken = new Map<string, OutboxFact>();
      const known = new Map<string, Parcel>();
      open.set(organization, known);
      for await (const parcel of parcels(organization, parcelCount(limit))) {
        known.set(parcel.sk, parcel);
        // One that stands in two parcels, since it was put there with different others, is one fact.
        for (const fact of parcel.facts) if (!taken.has(fact.id)) taken.set(fact.id, fact);
        if (taken.size >= limit) break;
      }
      return [...taken.values()].sort((a, b) => a.at - b.at).slice(0, limit);
    },

    ackOutbox: async (facts) => {
      for (const [organization, some] of Map.groupBy(facts, (fact) => fact.organization)) {
        const told = new Set(some.map(({ id }) => id));
        const found = await takeOut(open.get(organization)?.values() ?? [], told);
        if (found.size === told.size) continue;
        // Taken by another process, or told before: what is left of them lies in parcels that were not read here.
        const all: Parcel[] = [];
        for await (const parcel of parcels(organization)) all.push(parcel);
        await takeOut(all, told);
      }
    },
  };
}
