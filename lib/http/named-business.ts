import { businessesNamed, type FoundBusiness } from '../operations/find-business.ts';
import { appliedConfig, type Deps } from '../operations/index.ts';
import { Problem } from './problem.ts';

/** The business with an id or a store code; null where the directory has none. @throws Problem 409 where several are called so */
export async function businessNamed(
  { store }: Pick<Deps, 'store'>,
  name: string,
  only: string | null,
): Promise<FoundBusiness | null> {
  const { config } = await appliedConfig(store);
  const found = await businessesNamed(store, config, name, only);
  if (found.length <= 1) return found[0] ?? null;
  throw new Problem(409, {
    code: 'ambiguous-business',
    detail:
      'Several businesses have it: name one by its id, or its organization with the parameter organization.',
  });
}
