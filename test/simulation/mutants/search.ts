import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Found } from './child.ts';
import type { Mutant } from './mutant.ts';

/** Most files are the same for every mutant. */
const CACHE = join(tmpdir(), 'partoo-closures-mutants');
/** What a pass makes is soon forgotten: collecting it seldom saves a tenth of the time. */
const YOUNG = ['--max-semi-space-size=64'];
/** A seed that takes so long (real milliseconds) does not come to an end. */
const LONGEST_MILLISECONDS = 5 * 60_000;

export interface Search {
  worlds: readonly string[];
  /** In the order in which they are played. */
  seeds: readonly number[];
  /** Whether they were picked for what their worlds come to. */
  areChosen?: boolean;
}

export interface Noticed extends Found {
  /** How many it took; null: a chosen one did. */
  seeds: number | null;
}

/** The first seed that notices a mutant, and no seed that fails without one; null: it survives them all. */
export async function firstSeedThatNotices(
  mutant: Mutant,
  { worlds, seeds, areChosen = false }: Search,
  healthy: Healthy,
): Promise<Noticed | null> {
  for (let next = 0; next < seeds.length; ) {
    const found = await play(mutant.name, seeds.slice(next), worlds);
    if (found === null) return null;
    next = seeds.indexOf(found.seed, next) + 1;
    if (await healthy.has(found)) return { ...found, seeds: areChosen ? null : next };
  }
  return null;
}

/** Seeds that fail without any mutant say nothing. Asked only of those that a mutant failed. */
export class Healthy {
  readonly #known = new Map<string, Promise<boolean>>();
  readonly #tell: (line: string) => void;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  has({ seed, world }: Found): Promise<boolean> {
    const key = `${world} ${seed}`;
    const known = this.#known.get(key) ?? this.#play(seed, world);
    this.#known.set(key, known);
    return known;
  }

  async #play(seed: number, world: string): Promise<boolean> {
    const found = await play('', [seed], [world]);
    if (found) this.#tell(`Seed ${seed} of ${world} fails without any mutant: ${found.fault}`);
    return found === null;
  }
}

/** Plays seeds in a process of its own, where a mutant (`''`: none) can neither stay nor do harm. */
async function play(
  mutant: string,
  seeds: readonly number[],
  worlds: readonly string[],
): Promise<Found | null> {
  const file = fileURLToPath(new URL('child.ts', import.meta.url));
  const child = spawn(process.execPath, [...YOUNG, file, mutant, seeds.join(','), ...worlds], {
    // A zone that no rule is written for, as in the tests.
    env: { ...process.env, TZ: 'Asia/Kathmandu', NODE_COMPILE_CACHE: CACHE },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let begun = { seed: seeds[0] ?? 0, world: worlds[0] ?? '' };
  let found: Found | null | undefined;
  let errors = '';
  let timeout = setTimeout(() => child.kill('SIGKILL'), LONGEST_MILLISECONDS);
  child.stderr.on('data', (chunk) => (errors = `${errors}${chunk}`.slice(-2000)));
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { begins?: typeof begun; found?: Found | null };
    clearTimeout(timeout);
    timeout = setTimeout(() => child.kill('SIGKILL'), LONGEST_MILLISECONDS);
    if (said.begins) begun = said.begins;
    else found = said.found;
  }
  clearTimeout(timeout);
  if (found !== undefined) return found;
  return { ...begun, fault: `process: ${lastWords(errors)}` };
}

/** A process that ended before it was done: what it says of it, or that it had to be killed. */
function lastWords(errors: string): string {
  return errors.split('\n').findLast((line) => /\w*Error\b/.test(line)) ?? 'it does not come to an end';
}
