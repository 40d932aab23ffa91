import type { Settings } from '../../../lib/closures/model.ts';
import type { BusinessResult } from '../../../lib/operations/index.ts';
import type { RunReport } from '../../../lib/operations/run.ts';
import { makeBusiness, type SeededBusiness, settingsOf } from '../../../lib/sandbox/index.ts';
import type { World } from './world.ts';

/** Where a business in Paris is. */
export const PARIS = {
  country: 'FR',
  region: null,
  city: 'Paris',
  zipcode: '75002',
  lat: 48.8686,
  long: 2.3415,
  default_lang: 'fr',
};

/** Shops in Paris, coded `ST-00001` onwards; `settings` are those of all of them. */
export function parisShops(count: number, settings: Partial<Settings> = {}): SeededBusiness[] {
  return Array.from({ length: count }, (_, index) =>
    makeBusiness(index + 1, 1, { business: PARIS, settings: settingsOf(settings) }),
  );
}

/** The rule that most of these tests close by: 25 December 2026, in Paris. */
export const CHRISTMAS = `rules:
  christmas:
    dates: [{ from: 2026-12-25, name: Noël }]
`;

export const DURING = '2026-12-25T12:00:00+01:00';
export const AFTER = '2026-12-26T12:00:00+01:00';

/** What came of the businesses of the first organization, as `code action outcome`, in order of the code. */
export function outcomes(report: Pick<RunReport, 'organizations'>): string[] {
  return (report.organizations[0]?.results ?? [])
    .map(({ code, action, outcome }) => `${code} ${action} ${outcome}`)
    .sort();
}

export function resultsOf(report: RunReport): BusinessResult[] {
  return report.organizations.flatMap(({ results }) => results);
}

/** Lets time pass to an instant and runs a pass then. */
export async function runAt(world: World, iso: string): Promise<RunReport> {
  await world.until(iso);
  return world.run();
}

/** How many writes Partoo carried out for all shops so far. */
export function writesDone(world: World): number {
  return world.sandbox.businesses.reduce(
    (sum, { business }) => sum + world.sandbox.writesOf(business.id).length,
    0,
  );
}
