/** Where a file selects by a store code that several shops of an organization have: all of them are meant, which few know. */
import { isDeepStrictEqual } from 'node:util';
import type { Business, Scope } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import type { LoadedConfig } from '../../config/index.ts';
import type { Warning } from '../situation/warning.ts';
import { firstOf } from '../situation/words.ts';
import { placed } from './placed.ts';

/** A place of the file that names codes, and whom else it has in mind. */
interface Naming {
  path: (string | number)[];
  codes: readonly string[];
  /** null: every shop. */
  among: Scope | null;
  /** What to write to mean one of them. */
  instead: string;
  /** Left out: all. */
  organization?: string;
}

const SHOWN = 3;
const BY_ID = 'to mean one, name its id under `businesses`';

/**
 * @param businesses by organization
 * @param sheets the codes that rows name, by the key of their rule
 */
export function ambiguousCodes(
  loaded: LoadedConfig,
  businesses: ReadonlyMap<string, readonly Business[]>,
  sheets: ReadonlyMap<string, readonly string[]>,
): Warning[] {
  return [...businesses].flatMap(([organization, list]) => {
    const shared = sharedCodes(list);
    if (shared.size === 0) return [];
    return namingsIn(loaded, sheets)
      .filter((naming) => (naming.organization ?? organization) === organization)
      .flatMap((naming) => warningsOf(loaded, naming, organization, shared));
  });
}

function sharedCodes(list: readonly Business[]): Map<string, Business[]> {
  const byCode = Map.groupBy(list, ({ code }) => code);
  return new Map(
    [...byCode].flatMap(([code, alike]) => (code !== null && alike.length > 1 ? [[code, alike]] : [])),
  );
}

function namingsIn({ config }: LoadedConfig, sheets: ReadonlyMap<string, readonly string[]>): Naming[] {
  const rules = config.rules.filter(({ enabled }) => enabled);
  return [
    ...config.organizations.flatMap(({ id, businesses, corrections }): Naming[] => [
      ...Object.keys(businesses).map((code) => ({
        ...{ path: ['organizations', id, 'businesses', code], codes: [code], among: null, organization: id },
        instead: 'to correct one, write a correction that names its id under `businesses`',
      })),
      ...corrections.flatMap(({ scope }, index) =>
        namingsOfScope(['organizations', id, 'corrections', index, 'scope'], scope).map((naming) => ({
          ...naming,
          organization: id,
        })),
      ),
    ]),
    ...rules.flatMap(({ key, scope }) => namingsOfScope(['rules', key, 'scope'], scope)),
    ...rules.flatMap(({ key, scope }): Naming[] => {
      const instead = 'to mean one, name its id instead of the code';
      const codes = sheets.get(key);
      return codes === undefined ? [] : [{ path: ['rules', key, 'sheet'], codes, among: scope, instead }];
    }),
  ];
}

function namingsOfScope(path: (string | number)[], scope: Scope | null): Naming[] {
  const { exclude, ...own } = scope ?? {};
  const of = (codes: readonly string[] | undefined, within: (string | number)[], among: Scope | null) =>
    codes === undefined ? [] : [{ path: [...path, ...within], codes, among, instead: BY_ID }];
  const spared = isDeepStrictEqual(own, {}) ? null : own;
  return [...of(own.codes, ['codes'], scope), ...of(exclude?.codes, ['exclude', 'codes'], spared)];
}

function warningsOf(
  loaded: LoadedConfig,
  { path, codes, among, instead }: Naming,
  organization: string,
  shared: ReadonlyMap<string, readonly Business[]>,
): Warning[] {
  const told = [...new Set(codes)].flatMap((code) => {
    const meant = (shared.get(code) ?? []).filter((one) => !among || matchesScope(among, one, organization));
    const ids = firstOf(
      meant.map(({ id }) => id),
      SHOWN,
    );
    return meant.length > 1 ? [`${code} is the code of ${meant.length} shops (${ids})`] : [];
  });
  if (told.length === 0) return [];
  const more = told.length > SHOWN ? `; and ${told.length - SHOWN} more codes` : '';
  const message = `${told.slice(0, SHOWN).join('; ')}${more} of "${organization}", and means them all; ${instead}`;
  return [{ code: 'code-shared', message: placed(loaded, path, message) }];
}
