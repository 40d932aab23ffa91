import type { World } from './model.ts';
import { faultsOf } from './simulate.ts';

/** What a world may do without, from the most to the least telling. */
const LISTS = ['crashes', 'troubles', 'edits', 'asks', 'rules', 'feeds'] as const;

const checkersIn = (faults: readonly string[]) => new Set(faults.map((fault) => fault.split(':')[0]));

export interface Shrunk {
  world: World;
  faults: string[];
  tries: number;
}

/** Drops whatever can be dropped while what is left still fails by one of the same checkers. */
export async function shrink(world: World, faults: string[]): Promise<Shrunk> {
  const wanted = checkersIn(faults);
  let best: Shrunk = { world, faults, tries: 0 };
  for (let again = true; again; ) {
    again = false;
    for (const smaller of smallerThan(best.world)) {
      best.tries += 1;
      const found = await faultsOf(smaller);
      if (![...checkersIn(found)].some((checker) => wanted.has(checker))) continue;
      best = { world: smaller, faults: found, tries: best.tries };
      again = true;
      break;
    }
  }
  return best;
}

function* smallerThan(world: World): Iterable<World> {
  for (const list of LISTS) {
    const all = world[list] as unknown[];
    if (all.length > 1) yield { ...world, [list]: [] };
    for (const index of all.keys()) yield { ...world, [list]: all.toSpliced(index, 1) };
  }
  if (world.deploys.length > 1) yield { ...world, deploys: world.deploys.slice(0, 1) };
  if (world.launchDelayMilliseconds > 0) yield { ...world, launchDelayMilliseconds: 0 };
  yield* withFewerShops(world);
}

function* withFewerShops(world: World): Iterable<World> {
  for (const { id } of world.companies)
    if (world.companies.length > 1)
      yield without(
        world,
        (company) => company.id !== id,
        () => true,
      );
  for (const { code } of world.companies.flatMap(({ shops }) => shops))
    yield without(
      world,
      () => true,
      (shop) => shop.code !== code,
    );
}

function without(
  world: World,
  keepsCompany: (company: World['companies'][number]) => boolean,
  keepsShop: (shop: World['companies'][number]['shops'][number]) => boolean,
): World {
  const companies = world.companies
    .filter(keepsCompany)
    .map((company) => ({ ...company, shops: company.shops.filter(keepsShop) }))
    .filter(({ shops }) => shops.length > 0);
  const ids = companies.map(({ id }) => id);
  const codes = companies.flatMap(({ shops }) => shops.map(({ code }) => code));
  return {
    ...world,
    companies,
    rules: world.rules
      .map((rule) => ({ ...rule, codes: rule.codes?.filter((code) => codes.includes(code)) ?? null }))
      .filter((rule) => rule.codes === null || rule.codes.length > 0),
    asks: world.asks
      .map((ask) => ({ ...ask, codes: ask.codes.filter((code) => codes.includes(code)) }))
      .filter((ask) => ask.codes.length > 0 && ids.includes(ask.organization)),
    edits: world.edits.filter(({ code }) => codes.includes(code)),
    troubles: world.troubles.filter(({ organization }) => ids.includes(organization)),
    crashes: world.crashes.filter(({ organization }) => ids.includes(organization)),
  };
}
