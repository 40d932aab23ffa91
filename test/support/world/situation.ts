import type { ExpandedCalendars } from '../../../lib/calendars/model.ts';
import type { AdHocClosure, Business } from '../../../lib/closures/model.ts';
import { type LoadedConfig, parseConfig } from '../../../lib/config/index.ts';
import { expandCalendars } from '../../../lib/reconcile/refresh/refresh.ts';
import { type Situation, situationOf } from '../../../lib/reconcile/situation/situation.ts';

/**
 * The closures.yml of one organization, `acme`.
 * @param rules from `messages:` or `rules:` on
 * @param organization further lines of the organization, indented by four
 */
export const closuresYml = (
  url: string,
  rules: string,
  organization = '',
  apiKey = 'env:PARTOO_API_KEY',
): string => `version: 1
organizations:
  acme:
    apiKey: ${apiKey}
    baseUrl: ${url}
    timezone: Europe/Paris
    language: fr
${organization}${rules}
`;

/**
 * The texts of a closures.yml by name, to stand before its `rules:`.
 * @param texts each one for all languages, or by language
 */
export const messagesYml = (texts: Record<string, string | Record<string, string>>): string =>
  `messages: ${JSON.stringify(texts)}\n`;

/** A text that names the reopening, as `back`. */
export const BACK = messagesYml({ back: { fr: 'Retour {{reopens}}', default: 'Back {{reopens}}' } });

/** The same, read. Default address: Partoo's, for what asks Partoo nothing. */
export function configOf(
  rules: string,
  { organization = '', url = 'https://api.partoo.co/v2' }: { organization?: string; url?: string } = {},
): LoadedConfig {
  return parseConfig(closuresYml(url, rules, organization), 'closures.yml');
}

export interface Remembered {
  businesses: readonly Business[];
  adHoc?: readonly AdHocClosure[];
  /** What the calendars hold. Default: they are expanded over December 2026 and January 2027. */
  occurrences?: ExpandedCalendars['occurrences'];
}

const WINDOW = { from: '2026-12-01', to: '2027-02-01' };

/** What would be decided by under these rules, with nothing stored and nobody asked. */
export async function situationUnder(
  rules: string,
  { businesses, adHoc = [], occurrences }: Remembered,
): Promise<Situation> {
  const { config } = configOf(rules);
  const organization = config.organizations[0]!;
  const calendars = occurrences
    ? { occurrences }
    : (await expandCalendars(config, '', organization, businesses, WINDOW)).calendars;
  return situationOf({ config, organization, businesses, templates: {}, calendars, adHoc });
}
