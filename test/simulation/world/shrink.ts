import type { World } from './model.ts';
import { faultsOf } from './simulate.ts';

/** What a world may do without. */
const LISTS = [
  'rules',
  'troubles',
  'edits',
  'openings',
  'specialEdits',
  'pauses',
  'releases',
  'mistakes',
  'asks',
  'crashes',
  'feeds',
  'accepts',
  'clockSteps',
] as const;

const checkersIn = (faults: readonly string[]) => new Set(faults.map((fault) => fault.split(':')[0]));

export interface Shrunk {
  world: World;
  faults: string[];
  tries: number;
}

/** Drops whatever can be dropped while what is left still fails by one of the same checkers. */
export async function shrink(world: World, faults: string[]): Promise<Shrunk> {
  const wanted = checkersIn(faults);
  const best: Shrunk = { world, faults, tries: 0 };
  for (let size = Number.POSITIVE_INFINITY; sizeOf(best.world) < size; ) {
    size = sizeOf(best.world);
    await round(best, async (smaller) => {
      if (sizeOf(smaller) >= sizeOf(best.world)) return;
      best.tries += 1;
      const found = await faultsOf(smaller);
      if ([...checkersIn(found)].some((checker) => wanted.has(checker)))
        Object.assign(best, { world: smaller, faults: found });
    });
  }
  return best;
}

const sizeOf = (world: World) => JSON.stringify(world).length;

/** Shops first: with fewer of them, all that follows is played sooner. */
async function round(best: Shrunk, attempt: (smaller: World) => Promise<void>): Promise<void> {
  for (const { id } of best.world.companies) await attempt(without(best.world, (one) => one === id));
  for (const { code } of best.world.companies.flatMap(({ shops }) => shops))
    await attempt(without(best.world, (one) => one === code));
  for (const list of LISTS) {
    await attempt({ ...best.world, [list]: [] });
    for (let index = (best.world[list] ?? []).length - 1; index >= 0; index -= 1)
      await attempt({ ...best.world, [list]: (best.world[list] as unknown[]).toSpliced(index, 1) });
  }
  await attempt({ ...best.world, deploys: best.world.deploys.slice(0, 1) });
  await attempt({ ...best.world, launchDelayMilliseconds: 0 });
}

/** The world without a company, or a shop, and whatever is of that alone. As it was where nobody would be left. */
function without(world: World, isGone: (idOrCode: string) => boolean): World {
  const companies = world.companies
    .filter(({ id }) => !isGone(id))
    .map((company) => ({ ...company, shops: company.shops.filter(({ code }) => !isGone(code)) }))
    .filter(({ shops }) => shops.length > 0);
  if (companies.length === 0) return world;
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
    openings: (world.openings ?? []).filter(({ code }) => codes.includes(code)),
    specialEdits: (world.specialEdits ?? []).filter(({ code }) => codes.includes(code)),
    pauses: (world.pauses ?? []).filter(({ organization }) => ids.includes(organization)),
    mistakes: (world.mistakes ?? []).filter(({ organization }) => ids.includes(organization)),
    releases: (world.releases ?? [])
      .map((release) => ({ ...release, codes: release.codes.filter((code) => codes.includes(code)) }))
      .filter((release) => release.codes.length > 0),
    troubles: world.troubles.filter(({ organization }) => ids.includes(organization)),
    ...(world.nullsRefused
      ? { nullsRefused: world.nullsRefused.filter(({ organization }) => ids.includes(organization)) }
      : {}),
    crashes: world.crashes.filter(({ organization }) => ids.includes(organization)),
  };
}
