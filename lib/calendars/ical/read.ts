import * as z from 'zod';
import { feedSource } from '../../reading/feed-source.ts';
import { flag, list, mapping, oneOf, reader, readWith, text } from '../../reading/readers.ts';
import type { IcalCalendar } from './stored.ts';

const texts = (remedy: string) => list(text(remedy), remedy);

const choice = mapping(
  {
    categories: texts('name at least one, such as [Holiday]').optional(),
    summaries: texts('name at least one, such as ["Closed*"]').optional(),
  },
  'write { categories: [Holiday] } or { summaries: ["Closed*"] }',
  (raw, report) => {
    if (Object.keys(raw).length === 0) report('chooses nothing', 'name categories or summaries');
  },
);

const shape = mapping(
  {
    from: feedSource('calendar.ics'),
    only: choice.optional(),
    except: choice.optional(),
    transparent: oneOf(['ignore', 'count']).optional(),
    allowPrivateAddress: flag().optional(),
  },
  'write the address of a calendar, such as https://example.com/calendar.ics, or { from: https://… }',
);

export const read = reader((value, report): IcalCalendar => {
  const found = readWith(shape, typeof value === 'string' ? { from: value } : value, report);
  if (found === undefined) return z.NEVER;
  return {
    kind: 'ical',
    from: found.from,
    only: given(found.only),
    except: given(found.except),
    transparent: found.transparent ?? 'ignore',
    allowPrivateAddress: found.allowPrivateAddress ?? false,
  };
});

function given(
  choice: { categories?: string[] | undefined; summaries?: string[] | undefined } | undefined,
): IcalCalendar['only'] {
  if (choice === undefined) return null;
  const { categories, summaries } = choice;
  return { ...(categories ? { categories } : {}), ...(summaries ? { summaries } : {}) };
}
