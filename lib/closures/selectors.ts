/**
 * By what businesses are selected. This is the list: scopes are read, stored, matched, checked and documented, and the
 * options of commands and the members of events made, kind by kind out of it.
 */
interface SelectorDescription {
  /** What stands in its list. */
  values: 'text' | 'number';
  /** What its values are, for people. */
  description: string;
  example: string;
}

export const SELECTORS = {
  organizations: { values: 'text', description: 'names under `organizations`', example: 'acme' },
  codes: { values: 'text', description: 'store codes, such as ST-00001', example: 'ST-00001' },
  businesses: { values: 'text', description: "Partoo's ids of shops", example: '5409c3' },
  groups: { values: 'number', description: "Partoo's numbers of groups", example: '3' },
  countries: { values: 'text', description: 'countries (ISO 3166-1), such as FR', example: 'FR' },
  regions: { values: 'text', description: 'regions (ISO 3166-2), such as FR-67', example: 'ES-CT' },
  zipcodes: { values: 'text', description: 'postcodes; 75* means all that begin so', example: '"75*"' },
  cities: { values: 'text', description: 'cities; case and accents do not count', example: 'Paris' },
} as const satisfies Record<string, SelectorDescription>;

export type SelectorKind = keyof typeof SELECTORS;
export const SELECTOR_KINDS = Object.keys(SELECTORS) as SelectorKind[];

/** What stands in the list of a kind. */
export type SelectorValue<K extends SelectorKind> = (typeof SELECTORS)[K]['values'] extends 'number'
  ? number
  : string;
