import * as z from 'zod';
import type { Scope } from '../closures/model.ts';
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
} from '../reading/readers.ts';
import { didYouMean } from '../reading/suggest.ts';

const zipcode = textOf('write a postcode such as "75001" or "75*"', (value, report): string => {
  const start = value.endsWith('*') ? value.slice(0, -1) : value;
  if (start.includes('*'))
    report(`${quoted(value)} has a * before its end`, 'a * stands for the rest: "75*"');
  else if (start.trim() === '') report('"*" names no postcode', 'leave `zipcodes` out for every postcode');
  return value;
});

const MAXIMUM_GROUP = Number.MAX_SAFE_INTEGER;
const groupId = number(
  (value) => Number.isInteger(value) && value >= 0 && value <= MAXIMUM_GROUP,
  'write the number of a group, such as 3',
);

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

/** All kinds of selectors, each with at least one value. */
function selectors(organizations: readonly string[]) {
  const entry = (example: string) =>
    list(text(`write ${example}`), `name at least one, such as [${example}]`);
  return {
    organizations: list(organizationAmong(organizations), 'name at least one').optional(),
    codes: entry('ST-00001').optional(),
    businesses: entry('5409c3').optional(),
    groups: list(groupId, 'name at least one, such as [3]').optional(),
    countries: list(country, 'name at least one, such as [FR]').optional(),
    regions: list(region, 'name at least one, such as [ES-CT]').optional(),
    zipcodes: list(zipcode, 'name at least one, such as ["75*"]').optional(),
    cities: entry('Paris').optional(),
  };
}

/**
 * Reads a scope. One that selects nothing is refused, because it would be taken for every business; with only
 * `exclude` it means every business but those, which `excludeOnly` allows.
 */
export function scope(organizations: readonly string[], excludeOnly: 'allowed' | 'refused') {
  const kinds = selectors(organizations);
  const exclude = mapping(kinds, 'write { codes: [ST-00009] }', (raw, report) => {
    if (Object.keys(raw).length === 0) report('names nothing', 'leave it out');
  });
  const shape = mapping({ ...kinds, exclude: exclude.optional() }, REMEDY, (raw, report) => {
    const others = Object.keys(raw).filter((key) => key !== 'exclude');
    if (others.length > 0 || (excludeOnly === 'allowed' && 'exclude' in raw)) return;
    report('names no business', excludeOnly === 'allowed' ? 'leave it out for every business' : REMEDY);
  });
  return reader((value, report: Report): Scope => {
    if (isRecord(value)) return (readWith(shape, value, report) ?? z.NEVER) as Scope;
    report(kindOf(value), REMEDY);
    return z.NEVER;
  });
}
