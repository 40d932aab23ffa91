/** Seeds that found something once; they are played again in every run. */
export const SEEDS: readonly { seed: number; found: string }[] = [];
