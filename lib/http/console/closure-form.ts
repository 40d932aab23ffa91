/** The form by which people close shops, or keep them open: its fields, and what they ask for. */
import * as z from 'zod';
import { isoOf } from '../../clock.ts';
import { LONGEST_REASON, LONGEST_TEXT } from '../../closures/limits.ts';
import type { Scope } from '../../closures/model.ts';
import type { ClosureRequest } from '../../operations/ad-hoc/closure-request.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { checked } from '../parse.ts';
import { bound } from '../query.ts';
import { maybe } from './maybe.ts';

const words = (most: number) => maybe(z.string().max(most));
/** Values by commas, semicolons, spaces or lines, as they come out of a spreadsheet. */
const list = (by: RegExp) =>
  z
    .string()
    .max(60_000)
    .default('')
    .transform((text) =>
      text
        .split(by)
        .map((one) => one.trim())
        .filter(Boolean),
    );
const codes = list(/[\s,;]+/);
const places = list(/[,;\n]+/);

const fields = z.object({
  /** Chosen when the form was made: sent twice, it is one closure. */
  key: z.string().regex(/^[0-9a-f]{12}$/),
  hold: z.literal('1').optional(),
  organization: words(200),
  all: z.literal('1').optional(),
  codes,
  countries: places,
  regions: places,
  cities: places,
  zipcodes: places,
  from: maybe(bound),
  until: maybe(bound),
  /** A message of the configuration; empty: the text. */
  message: words(200),
  text: words(LONGEST_TEXT),
  language: words(35),
  reason: words(LONGEST_REASON),
  urgent: z.literal('1').optional(),
  /** How many shops somebody has agreed to. */
  agreed: words(10),
});
export type ClosureFields = z.infer<typeof fields>;

/** @throws Problem 400 for what no form of ours sends */
export function fieldsOf(form: URLSearchParams): ClosureFields {
  return checked(Object.fromEntries(form), fields);
}

/** What the fields ask for. Line ends are those of a text, not of a form. */
export function requestOf(
  asked: ClosureFields,
  { deps, organization }: { deps: Deps; organization: string | null },
): ClosureRequest {
  const { hold, key, all, from, until, message, text, language, reason, urgent } = asked;
  const own = text === undefined || hold ? null : text.replaceAll('\r\n', '\n');
  return {
    id: `${hold ? 'hold' : 'close'}-${key}`,
    organization: organization ?? asked.organization ?? null,
    scope: all === undefined ? scopeOf(asked) : {},
    all: all !== undefined,
    from: from ?? isoOf(deps.clock.now()),
    until: until ?? null,
    message: own === null && !hold ? (message ?? null) : null,
    text: own,
    language: own === null ? null : (language ?? null),
    reason: reason ?? null,
    urgent: urgent !== undefined,
    hold: hold !== undefined,
    actor: deps.actor ?? '',
  };
}

/** A code is a code, and whatever looks like one of Partoo's ids is one. */
function scopeOf({ codes: named, countries, regions, cities, zipcodes }: ClosureFields): Scope {
  const some = {
    codes: named.filter((one) => !isId(one)),
    businesses: named.filter(isId),
    countries: countries.map((one) => one.toUpperCase()),
    regions: regions.map((one) => one.toUpperCase()),
    ...{ cities, zipcodes },
  };
  return Object.fromEntries(Object.entries(some).filter(([, values]) => values.length > 0));
}

function isId(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}
