/**
 * Puts one bug after the other into the code and plays seeds until one notices: `npm run simulate:mutants`. Prints a table
 * and exits with 1 where one survives. The seed that noticed a mutant the last time is played first. Options: `--limit 60`
 * seeds a mutant, `--seeds 7,35` those alone, `--world system` (may be repeated), `--new` only mutants that were never
 * noticed, `--write` keeps what is found (noticed.json, docs/mutants.md), and names of mutants, which alone are tried.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MUTANTS } from './list/index.ts';
import { type Mutant, mutated, sourceOf } from './mutant.ts';
import { readNoticed, writeNoticed } from './noticed.ts';
import { firstSeedThatNotices, Healthy, type Noticed } from './search.ts';
import { header, pageOf, rowOf } from './table.ts';
import { seedsByVariety } from './variety.ts';
import { WORLDS } from './worlds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '60' },
    seeds: { type: 'string' },
    new: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    world: { type: 'string', multiple: true, default: Object.keys(WORLDS) },
  },
});
const unknown = [
  ...positionals.filter((name) => !MUTANTS.some((mutant) => mutant.name === name)),
  ...values.world.filter((name) => !Object.hasOwn(WORLDS, name)),
];
if (unknown.length > 0) {
  console.error(`There is nothing called ${unknown.join(', ')}.`);
  process.exit(2);
}

const noticed = readNoticed();
const chosen = MUTANTS.filter(
  ({ name }) =>
    (positionals.length === 0 || positionals.includes(name)) && !(values.new && Object.hasOwn(noticed, name)),
);
const seeds = values.seeds?.split(',').map(Number) ?? seedsByVariety(Number(values.limit));
const search = { worlds: values.world, seeds, areChosen: values.seeds !== undefined };
const healthy = new Healthy((line) => console.error(line));
let survivors = 0;

// One that does not find its code would fail every seed, and be taken for noticed.
for (const mutant of chosen) mutated(mutant, sourceOf(mutant));
console.log(header());
for (const mutant of chosen) {
  const found = (await again(mutant)) ?? (await firstSeedThatNotices(mutant, search, healthy));
  if (found) keep(mutant.name, found);
  survivors += found === null ? 1 : 0;
  console.log(rowOf(mutant, found));
}
console.log(`\n${chosen.length - survivors} of ${chosen.length} mutants are noticed.`);

/** By the seed that noticed it before. */
async function again(mutant: Mutant): Promise<Noticed | null> {
  const known = noticed[mutant.name];
  if (!known || values.seeds !== undefined) return null;
  const found = await firstSeedThatNotices(mutant, { worlds: [known.world], seeds: [known.seed] }, healthy);
  return found && { ...found, seeds: known.seeds };
}

function keep(name: string, { world, seed, seeds, fault }: Noticed): void {
  if (!values.write) return;
  noticed[name] = { world, seed, seeds, checker: fault.split(':')[0]! };
  writeNoticed(noticed);
  writeFileSync(new URL('../../../docs/mutants.md', import.meta.url), pageOf(MUTANTS, noticed));
}

process.exitCode = survivors > 0 ? 1 : 0;
