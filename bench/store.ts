/** Operations a second of the embedded store, on a file; every write is on disk before it counts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRecord, nothingOver } from '../lib/closures/record.ts';
import { storedOf } from '../lib/reconcile/situation/marks.ts';
import { openStore } from '../lib/store/index.ts';
import type { StoredBusiness } from '../lib/store/records.ts';
import type { Lease, Store } from '../lib/store/store.ts';
import { grouped, type Section } from './support/section.ts';

const BUSINESSES = 10_000;
const PAGE = 100;

export async function measureStore(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-bench-'));
  const store = await openStore(`sqlite:${join(folder, 'state.db')}`);
  try {
    const lease = await store.takeLease('acme', 0, 3600_000);
    if (!lease) throw new Error('A new store has no lease to lose.');
    const results = await measureAll(store, lease);
    return {
      title: 'The embedded store',
      about: `SQLite in a file, ${grouped(BUSINESSES)} businesses; a write counts once it is on disk.`,
      head: ['operation', 'a second'],
      rows: results.map(([name, perSecond]) => [name, grouped(perSecond)]),
      notes: [
        'A wave at the default quota asks for nine durable writes a second: two for each of four businesses, and one for ' +
          'a block of request slots.',
      ],
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(store: Store, lease: Lease): Promise<[string, number][]> {
  const all = Array.from({ length: BUSINESSES }, (_, index) => storedBusiness(`b${index}`));
  const pages = Array.from({ length: BUSINESSES / PAGE }, (_, index) =>
    all.slice(index * PAGE, (index + 1) * PAGE),
  );
  const ids = pages.map((page) => page.map(({ mark }) => mark.business));
  return [
    [
      'businesses saved, 100 a transaction',
      PAGE * (await rate(pages, (page) => store.saveBusinesses(lease, page))),
    ],
    [
      'businesses saved, one a transaction',
      await rate(all.slice(0, 2000), (one) => store.saveBusinesses(lease, [one])),
    ],
    ['businesses read, 100 at once', PAGE * (await rate(ids, (page) => store.readBusinesses('acme', page)))],
    [
      'marks listed, all at once',
      BUSINESSES * (await rate(pages.slice(0, 10), () => store.listMarks('acme'))),
    ],
    [
      'blocks of request slots reserved',
      await rate(all.slice(0, 2000), () => store.reserveSlots('acme', 4, 250, 0)),
    ],
    ['times asked what is due', await rate(all.slice(0, 5000), () => store.listDue(0))],
  ];
}

/** How many of `items` are worked off in a second, one after the other. */
async function rate<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const from = performance.now();
  for (const item of items) await work(item);
  return items.length / ((performance.now() - from) / 1000);
}

/** As heavy as a business in a closure: a baseline of some 500 characters. */
function storedBusiness(id: string): StoredBusiness {
  const baseline = JSON.stringify({ offline_message: 'Nous sommes fermés. '.repeat(20), is_launched: true });
  const inPlace = { ...nothingOver(baseline), overlayKey: '[["reachable",false]]' };
  return storedOf({ ...newRecord(id, id), inPlace }, 0);
}
