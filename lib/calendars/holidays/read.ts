import * as z from 'zod';
import { country, region } from '../../reading/places.ts';
import { list, mapping, oneOf, reader, readWith } from '../../reading/readers.ts';
import { datesEntries } from '../dates/read.ts';
import { dayMatchers } from './except.ts';
import type { HolidaysCalendar } from './stored.ts';

const shape = mapping(
  {
    country: country.optional(),
    region: region.optional(),
    types: list(
      oneOf(['public', 'bank', 'school', 'optional', 'observance', 'local']),
      'name at least one, such as [public]',
    ).optional(),
    except: dayMatchers.optional(),
    also: datesEntries.optional(),
  },
  'write { types: [public] }, or {} for public holidays where each shop is',
  (raw, report) => {
    const [land, part] = [raw.country, raw.region];
    if (typeof land !== 'string' || typeof part !== 'string') return;
    const start = part.slice(0, 2).toUpperCase();
    if (start !== land.toUpperCase())
      report(`is not in ${land.toUpperCase().slice(0, 2)}`, `leave country out, or write ${start}`, [
        'region',
      ]);
  },
);

export const read = reader((value, report): HolidaysCalendar => {
  const found = readWith(shape, value, report);
  if (found === undefined) return z.NEVER;
  return {
    kind: 'holidays',
    country: found.country ?? found.region?.slice(0, 2) ?? null,
    region: found.region ?? null,
    types: [...new Set(found.types ?? (['public'] as const))],
    except: found.except ?? [],
    also: found.also ?? [],
  };
});
