import * as z from 'zod';
import type { Scope } from '../closures/model.ts';
import { SELECTORS, type SelectorKind, type SelectorValue } from '../closures/selectors.ts';
import { country, region } from '../reading/places.ts';
import {
  isRecord,
  kindOf,
  list,
  mapping,
  number,
  quoted,
  type Report,
  reader,
  readWith,
  text,
  textOf,
  whenRead,
} from '../reading/readers.ts';
import { didYouMean } from '../reading/suggest.ts';

const zipcode = textOf('write a postcode such as "75001" or "75*"', (value, report): string => {
  const start = value.endsWith('*') ? value.slice(0, -1) : value;
  if (start.includes('*'))
    report(`${quoted(value)} has a * before its end`, 'a * stands for the rest: "75*"');
  else if (start.trim() === '') report('"*" names no postcode', 'leave `zipcodes` out for every postcode');
  return value;
});

const isId = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** One of the names that stand under `organizations`. */
function organizationAmong(names: readonly string[]) {
  return textOf('write the name of an organization', (value, report): string => {
    if (!names.includes(value))
      report(
        `there is no organization ${quoted(value)}`,
        didYouMean(value, names, 'add it under `organizations`'),
      );
    return value;
  });
}

const REMEDY = 'write { countries: [FR], exclude: { codes: [ST-00009] } }';

type Readers = { [K in SelectorKind]: z.ZodType<SelectorValue<K>> };

/** Kinds of which more can be told than that a value is text, or a number of Partoo's. */
function particular(organizations: readonly string[]): Partial<Readers> {
  return {
    organizations: organizationAmong(organizations),
    countries: country,
    regions: region,
    zipcodes: zipcode,
  };
}

type SelectorLists = { [K in SelectorKind]: z.ZodOptional<z.ZodType<SelectorValue<K>[]>> };

/** All kinds of selectors, each with at least one value. */
function selectors(organizations: readonly string[]): SelectorLists {
  const known: Partial<Record<SelectorKind, z.ZodType<string | number>>> = particular(organizations);
  return Object.fromEntries(
    Object.entries(SELECTORS).map(([kind, { values, example }]) => {
      const value =
        known[kind as SelectorKind] ??
        (values === 'number'
          ? number(isId, `write a number of Partoo's, such as ${example}`)
          : text(`write ${example}`));
      return [kind, list(value, `name at least one, such as [${example}]`).optional()];
    }),
  ) as SelectorLists;
}

/**
 * Reads a scope. One that selects nothing is refused, because it would be taken for every business; with only
 * `exclude` it means every business but those, which `excludeOnly` allows.
 */
export function scope(
  organizations: readonly string[],
  excludeOnly: 'allowed' | 'refused',
): z.ZodType<Scope> {
  return whenRead(() => madeScope(organizations, excludeOnly));
}

function madeScope(organizations: readonly string[], excludeOnly: 'allowed' | 'refused') {
  const kinds = selectors(organizations);
  const exclude = mapping(kinds, 'write { codes: [ST-00009] }', (raw, report) => {
    if (Object.keys(raw).length === 0) report('names nothing', 'leave it out');
  });
  const shape = mapping({ ...kinds, exclude: exclude.optional() }, REMEDY, (raw, report) => {
    const others = Object.keys(raw).filter((key) => key !== 'exclude');
    if (others.length > 0 || (excludeOnly === 'allowed' && 'exclude' in raw)) return;
    report('names no shop', excludeOnly === 'allowed' ? 'leave it out for every shop' : REMEDY);
  });
  return reader((value, report: Report): Scope => {
    if (isRecord(value)) return readWith(shape, value, report) ?? z.NEVER;
    report(kindOf(value), REMEDY);
    return z.NEVER;
  });
}
