/** A plan keeps what a closure leaves as it was: it says what one says that has nothing kept. */
import { afterEach, expect, test } from 'vitest';
import { appliedConfig, endClosure, type PlanPart, plan } from '../../lib/operations/index.ts';
import type { Deps } from '../../lib/reconcile/pass/deps.ts';
import { makeBusiness, type PartooBusiness } from '../../lib/sandbox/index.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const PARIS = { country: 'FR', region: null, city: 'Paris', zipcode: '75002', lat: 48.8686, long: 2.3415 };
const MADRID = { country: 'ES', region: null, city: 'Madrid', zipcode: '28001', lat: 40.42, long: -3.69 };
const WEEK = Object.fromEntries(['monday', 'tuesday', 'friday'].map((day) => [day, ['09:00-19:00']]));
const NEW_YEAR = { open: [], close: [{ starts_at: '2027-01-02', ends_at: '2027-01-02' }] };

const RULES = `rules:
  holidays: { holidays: {}, announce: { before: 2d, welcomeMessage: closed } }
  listing: { specificHours: true }
  stock: { dates: [{ from: 2026-12-29 }], scope: { countries: [ES] }, staged: true }
  nights: { cron: { close: "0 19 * * *", open: "0 9 * * *" }, effect: { offlineMessage: keep } }
`;

let world: World;
afterEach(() => world?.end());

async function planned(deps: Deps): Promise<PlanPart[]> {
  const { config } = await appliedConfig(deps.store);
  const from = world.clock.now();
  const parts: PlanPart[] = [];
  for (const summary of [true, false]) {
    const asked = { from, to: from + 21 * 86_400_000, organization: null, summary, stored: true };
    for await (const part of plan(deps, config, asked)) parts.push(part);
  }
  return JSON.parse(JSON.stringify(parts)) as PlanPart[];
}

/** With a store that gives other objects each time. */
function forgetful({ store, ...deps }: Deps): Deps {
  const readDirectory: typeof store.readDirectory = async (id) =>
    structuredClone(await store.readDirectory(id));
  const readCalendars: typeof store.readCalendars = async (id) =>
    structuredClone(await store.readCalendars(id));
  const listAdHoc: typeof store.listAdHoc = async (id) => structuredClone(await store.listAdHoc(id));
  return { ...deps, store: { ...store, readDirectory, readCalendars, listAdHoc } };
}

test('whatever is asked for, one after the other', async () => {
  const businesses = [1, 2, 3, 4, 5].map((n) => {
    const place = n < 4 ? PARIS : MADRID;
    const hours = { open_hours: WEEK, ...(n % 2 === 1 ? { specific_hours: NEW_YEAR } : {}) };
    return makeBusiness(n, 1, { business: { ...place, ...hours } as Partial<PartooBusiness> });
  });
  world = await makeWorld({ businesses, start: '2026-12-15T12:00:00+01:00' });
  await world.apply(RULES);
  const [one, , , four] = businesses.map(({ business }) => business.code!);
  const ids: string[] = [];
  for (const ask of [
    async () => {},
    async () =>
      ids.push(
        await world.close({ scope: { codes: [one!] }, from: '2026-12-24T09:00', until: '2026-12-28' }),
      ),
    async () =>
      ids.push(await world.close({ scope: { countries: ['ES'] }, from: '2026-12-29', until: '2026-12-30' })),
    async () =>
      ids.push(
        await world.close({
          scope: {},
          all: true,
          hold: true,
          from: '2026-12-25T12:00',
          until: '2026-12-26',
        }),
      ),
    async () => ids.push(await world.close({ scope: { codes: [four!] }, from: '2026-12-15T13:00' })),
    async () => void (await endClosure(world.deps, ids[1]!, {})),
  ]) {
    await ask();
    const kept = await planned(world.deps);
    expect(kept).toEqual(await planned(forgetful(world.deps)));
    expect(kept.length).toBeGreaterThan(50);
  }
});
