import { registerHooks } from 'node:module';
import { MUTANTS } from './list/index.ts';
import { addressOf, mutated, sourceOf } from './mutant.ts';

/** From now on the mutant is in the code that this process loads, and in no file. @param name `''`: none is */
export function applyMutant(name: string): void {
  if (name === '') return;
  const mutant = MUTANTS.find((one) => one.name === name);
  if (!mutant) throw new Error(`There is no mutant ${name}.`);
  const address = addressOf(mutant);
  const source = mutated(mutant, sourceOf(mutant));
  registerHooks({
    load: (url, context, next) => {
      const loaded = next(url, context);
      return url === address ? { ...loaded, source } : loaded;
    },
  });
}
