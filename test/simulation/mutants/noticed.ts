import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('noticed.json', import.meta.url);

/** By which world a mutant was last noticed. */
export interface NoticedBy {
  world: string;
  seed: number;
  /** How many were played until then; null: the seed was chosen, since its world comes to the place. */
  seeds: number | null;
  /** As what, in the words of a checker. */
  checker: string;
}

/** By name of the mutant. */
export function readNoticed(): { [name: string]: NoticedBy } {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

export function writeNoticed(noticed: { [name: string]: NoticedBy }): void {
  const sorted = Object.entries(noticed).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
