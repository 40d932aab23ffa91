/**
 * Puts one bug after the other into the code and plays seeds until one notices: `npm run simulate:mutants`. Prints a table
 * and exits with 1 where one survives. Options: `--limit 60` seeds a mutant, `--world system` (may be repeated), and names of
 * mutants, which alone are tried.
 */
import { parseArgs } from 'node:util';
import { MUTANTS } from './list/index.ts';
import { mutated, sourceOf } from './mutant.ts';
import { firstSeedThatNotices, Healthy } from './search.ts';
import { header, rowOf } from './table.ts';
import { seedsByVariety } from './variety.ts';
import { WORLDS } from './worlds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '60' },
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

const chosen = MUTANTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const search = { worlds: values.world, seeds: seedsByVariety(Number(values.limit)) };
const healthy = new Healthy((line) => console.error(line));
let survivors = 0;

// One that does not find its code would fail every seed, and be taken for noticed.
for (const mutant of chosen) mutated(mutant, sourceOf(mutant));
console.log(header());
for (const mutant of chosen) {
  const found = await firstSeedThatNotices(mutant, search, healthy);
  survivors += found === null ? 1 : 0;
  console.log(rowOf(mutant, found));
}
console.log(`\n${chosen.length - survivors} of ${chosen.length} mutants are noticed.`);
process.exitCode = survivors > 0 ? 1 : 0;
