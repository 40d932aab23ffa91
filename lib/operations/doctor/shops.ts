import type { LoadedConfig } from '../../config/index.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { type Answer, type Check, ok, warning } from './check.ts';

const SHOWN = 5;

/**
 * How the file fits the shops, by what the store remembers of them: whether the holidays of each are known (a country or
 * region without data, a region that cannot be told), and whether a code that it names means one of them. Nothing before
 * the first `apply`, when none are known.
 */
export async function* checkShops(
  { store, clock }: Deps,
  loaded: LoadedConfig,
  organization: string,
): AsyncGenerator<Check> {
  const directory = await store.readDirectory(organization);
  if (directory === null) return;
  const [{ checkConfig }, { storedSheets }] = await Promise.all([
    import('../../reconcile/refresh/check.ts'),
    import('../../reconcile/refresh/feeds/stored-feeds.ts'),
  ]);
  const businesses = new Map([[organization, directory.businesses]]);
  const { errors, warnings, places } = await checkConfig(
    loaded,
    clock.now(),
    businesses,
    await storedSheets(store, loaded.config, [organization]),
  );
  const lacking = [
    ...errors.map(({ message }) => message),
    ...messagesOf([...places, ...warnings], 'region'),
  ];
  yield { organization, check: 'holidays', ...holidaysOf(lacking) };
  const shared = messagesOf(warnings, 'code-shared');
  if (shared.length > 0) yield { organization, check: 'codes', ...warning(listed(shared), CODES_REMEDY) };
}

const messagesOf = (warnings: readonly Warning[], wanted: string): string[] =>
  warnings.flatMap(({ code, message }) => (code === wanted ? message : []));

function holidaysOf(lacking: readonly string[]): Answer {
  return lacking.length === 0
    ? ok('The holidays of every shop are known')
    : warning(listed(lacking), HOLIDAYS_REMEDY);
}

/** A region that is known and has no days of its own is right as it is. */
const HOLIDAYS_REMEDY =
  'Add days that are missing as `dates` or by `also`; set a region or country that is not known under `businesses` or `corrections`.';
const CODES_REMEDY = 'Name shops by their ids there, or give each a code of its own in Partoo.';

function listed(messages: readonly string[]): string {
  const more = messages.length > SHOWN ? `; and ${messages.length - SHOWN} more` : '';
  return `${messages.slice(0, SHOWN).join('; ')}${more}`;
}
