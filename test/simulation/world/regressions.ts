/** Seeds that found something once; they are played again in every run. */
export const REGRESSIONS: readonly { seed: number; found: string }[] = [];
