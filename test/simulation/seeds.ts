/** Seeds that found something once; they are played again in every run. */
export const SEEDS: readonly { seed: number; found: string }[] = [
  { seed: 12, found: "a pass that rejects, its store gone, was nobody's and took the process down unheard" },
  {
    seed: 252,
    found: 'nothing in the product: a text after a relaunch names the opening of those closures that count',
  },
];
