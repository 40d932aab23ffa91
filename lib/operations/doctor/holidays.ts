import type { LoadedConfig } from '../../config/index.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import type { Check } from './check.ts';

const SHOWN = 5;

/**
 * Whether the holidays of every business are known, by what the store remembers of the businesses: a country or region
 * without data, a region that cannot be told. Null before the first `apply`, when none are known.
 */
export async function checkHolidays(
  deps: Deps,
  loaded: LoadedConfig,
  organization: string,
): Promise<Check | null> {
  const directory = await deps.store.readDirectory(organization);
  if (directory === null) return null;
  const { checkConfig } = await import('../../reconcile/refresh/check.ts');
  const businesses = new Map([[organization, directory.businesses]]);
  const { errors, warnings } = await checkConfig(loaded, deps.clock.now(), businesses);
  const found = [
    ...errors.map(({ message }) => message),
    ...warnings.flatMap(({ code, message }) => (code === 'region' ? message : [])),
  ];
  const check = { organization, check: 'holidays' as const };
  if (found.length === 0)
    return { ...check, result: 'ok', message: 'The holidays of every shop are known', remedy: null };
  const more = found.length > SHOWN ? `; and ${found.length - SHOWN} more` : '';
  return {
    ...check,
    result: 'warning',
    message: `${found.slice(0, SHOWN).join('; ')}${more}`,
    remedy: 'Set regions under `businesses` or `corrections`, or add the days as `dates`.',
  };
}
