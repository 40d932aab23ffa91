/**
 * Plays seeds until one fails, in a process in which a mutant may have been put into the code:
 * `child.ts MUTANT SEED,SEED,... WORLD...`. Says in JSON, a line each, which seed it begins, and in the last what was found.
 */
import { applyMutant } from './apply.ts';

export interface Found {
  seed: number;
  world: string;
  fault: string;
}

const [mutant = '', seeds = '', ...worlds] = process.argv.slice(2);
applyMutant(mutant);
// Not before: what they import has to have the mutant in it.
const { WORLDS } = await import('./worlds.ts');

async function faultOf(world: string, seed: number): Promise<string | null> {
  try {
    return (await WORLDS[world]!(seed))[0] ?? null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

async function search(): Promise<Found | null> {
  for (const seed of seeds.split(',').map(Number))
    for (const world of worlds) {
      tell({ begins: { seed, world } });
      const fault = await faultOf(world, seed);
      if (fault !== null) return { seed, world, fault };
    }
  return null;
}

function tell(said: unknown): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

tell({ found: await search() });
process.exit(0);
