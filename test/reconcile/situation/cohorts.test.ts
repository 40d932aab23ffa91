import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeKeyOf } from '../../../lib/calendars/place-key.ts';
import { adHocKey } from '../../../lib/closures/ad-hoc-key.ts';
import type { AdHocClosure, Business, Hours, Occurrence } from '../../../lib/closures/model.ts';
import { matchesScope } from '../../../lib/closures/scope.ts';
import { parseConfig } from '../../../lib/config/index.ts';
import { situationOf } from '../../../lib/reconcile/situation/situation.ts';
import { business, closure } from '../../support/world/samples.ts';

const { config } = parseConfig(
  `version: 1
organizations: { acme: { apiKey: env:KEY } }
messages: { soon: { en: "Soon {{closed_from}}" } }
rules:
  christmas: { dates: [{ from: 2026-12-25 }] }
  strike: { scope: { cities: [Lyon] }, dates: [{ from: 2026-12-24 }] }
  holidays: { holidays: {} }
  listing: { specificHours: true }
  inventory: { sheet: inventory.csv, announce: { before: 1d, offlineMessage: soon } }
  refit: { sheet: refit.csv, scope: { countries: [FR] } }
`,
  'closures.yml',
);
const [organization] = config.organizations;
const ruleOf = (key: string) => config.rules.find((rule) => rule.key === key)!;

const day = (date: string, name = 'Day'): Occurrence => ({
  start: date,
  end: new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10),
  names: { en: name },
});
const DAYS = ['2026-12-22', '2026-12-23', '2026-12-24'].map((date) => day(date));
const HOURS: Hours[] = [
  { week: { monday: ['09:00-12:00'] } },
  { week: { monday: ['09:00-12:00'] }, special: [['2026-12-28', '2026-12-28', []]] },
  { week: { monday: ['10:00-12:00'] }, special: [['2026-12-28', '2026-12-28', []]] },
];

interface Shop {
  city: string;
  country: string;
  zone: string | null;
  hours: number;
  rows: number[];
  refit: number[];
}

const shops = fc.array(
  fc.record<Shop>({
    city: fc.constantFrom('Paris', 'Lyon'),
    country: fc.constantFrom('FR', 'BE'),
    zone: fc.constantFrom('Europe/Paris', 'Europe/Paris', 'Indian/Reunion', null),
    hours: fc.nat(HOURS.length - 1),
    rows: fc.subarray([0, 1, 2]),
    refit: fc.subarray([0, 1]),
  }),
  { maxLength: 12 },
);

/** Codes and ids may hold what parts them in keys. */
const businessOf = ({ city, country, zone, hours }: Shop, n: number): Business =>
  business(`b|${n}`, { code: n % 3 === 0 ? null : `ST|${n}`, city, country, zone, openHours: HOURS[hours]! });

function occurrencesFor(list: readonly Shop[], isKnown: boolean) {
  const sheet = (key: string, rowsOf: (shop: Shop) => number[]) => ({
    '': [],
    ...Object.fromEntries(
      list.flatMap((shop, n) => {
        const rows = rowsOf(shop).map((index) => ({ ...DAYS[index]! }));
        return rows.length === 0 ? [] : [[placeKeyOf(ruleOf(key).calendar, businessOf(shop, n)), rows]];
      }),
    ),
  });
  const listing = HOURS.map((hours) => [
    placeKeyOf(ruleOf('listing').calendar, business('x', { openHours: hours })),
    hours.special ? [day('2026-12-28')] : [],
  ]);
  return {
    christmas: { '': [day('2026-12-25')] },
    strike: { '': [day('2026-12-24', 'Strike')] },
    holidays: {
      'FR|': [day('2026-12-25', 'Noël')],
      ...(isKnown ? { 'BE|': [day('2026-12-26', 'Boxing Day')] } : {}),
    },
    listing: Object.fromEntries(listing),
    ...(isKnown ? { inventory: sheet('inventory', ({ rows }) => rows) } : {}),
    refit: sheet('refit', ({ refit }) => refit),
  };
}

const situation = (
  businesses: readonly Business[],
  occurrences: Record<string, Record<string, Occurrence[]>>,
  adHoc: readonly AdHocClosure[] = [],
) =>
  situationOf({
    config,
    organization: organization!,
    businesses,
    templates: {},
    calendars: { occurrences },
    adHoc,
  });

function toldOf(made: ReturnType<typeof situation>, id: string) {
  const cohort = made.cohortOf.get(id);
  if (!cohort) return null;
  const { chains, announcements = [], boundaries } = cohort.timeline;
  const told = [...chains, ...announcements]
    .map(({ source, start, end }) => `${source.key} ${start} ${end}`)
    .sort();
  return { told, boundaries: [...boundaries], unknown: cohort.unknownRules, sources: cohort.sources.length };
}

const closures = fc.array(
  fc.record({
    scope: fc.constantFrom(
      ...[
        { cities: ['Lyon'] },
        { countries: ['BE'] },
        { businesses: ['b|0', 'b|4'] },
        { cities: ['Rome'] },
        null,
      ],
    ),
    hold: fc.boolean(),
    from: fc.constantFrom('2026-12-23T10:00', '2026-12-25T08:00'),
  }),
  { maxLength: 4 },
);
const asked = ({ scope, hold, from }: { scope: object | null; hold: boolean; from: string }, n: number) =>
  closure(`c${n}`, { scope: scope ?? {}, all: scope === null, hold, from, until: '2026-12-27' });

test('each business has among many what it has alone', () => {
  fc.assert(
    fc.property(shops, fc.boolean(), closures, (list, isKnown, requests) => {
      const businesses = list.map(businessOf);
      const occurrences = occurrencesFor(list, isKnown);
      const adHoc = requests.map(asked);
      const together = situation(businesses, occurrences, adHoc);
      for (const one of businesses) {
        const told = toldOf(together, one.id);
        expect(told).toEqual(toldOf(situation([one], occurrences, adHoc), one.id));
        const mine = adHoc.filter(({ all, scope }) => all || matchesScope(scope, one, 'acme'));
        if (told) expect(adHocIn(together, one.id)).toEqual(mine.map(({ id }) => adHocKey(id)));
      }
      const counted = together.cohorts.reduce((sum, cohort) => sum + cohort.businesses.length, 0);
      expect(counted + together.zoneUnknown.length).toBe(list.length);
    }),
    { numRuns: 150 },
  );
});

/** Those that concern a business, which its timeline has a chain each of. */
function adHocIn(made: ReturnType<typeof situation>, id: string) {
  const { sources, timeline } = made.cohortOf.get(id)!;
  const keys = sources.flatMap(({ rule, source }) => (rule === null ? source.key : []));
  expect(timeline.chains.flatMap(({ source }) => (source.level === 'rule' ? [] : source.key)).sort()).toEqual(
    keys.toSorted(),
  );
  return keys;
}

test('a closure leaves cohorts that it does not concern as they were', () => {
  const list = [0, 1, 2, 3].map((n): Shop => {
    const city = n < 2 ? 'Paris' : 'Lyon';
    return { city, country: 'FR', zone: 'Europe/Paris', hours: 0, rows: [], refit: [] };
  });
  const [businesses, occurrences] = [list.map(businessOf), occurrencesFor(list, true)];
  const before = situation(businesses, occurrences);
  const strike = closure('strike', { scope: { businesses: ['b|2'] }, all: false });
  const after = situation(businesses, occurrences, [strike]);
  expect(after.cohortOf.get('b|0')).toBe(before.cohortOf.get('b|0'));
  expect(after.cohortOf.get('b|2')).not.toBe(before.cohortOf.get('b|2'));
  expect(after.cohortOf.get('b|3')!.timeline).toBe(before.cohortOf.get('b|3')!.timeline);
  expect(before.cohortOf.get('b|2')!.businesses.map(({ id }) => id)).toEqual(['b|2', 'b|3']);
});

test('shops whose rows say the same are no groups of their own', () => {
  const list = Array.from({ length: 90 }, (_, n): Shop => {
    const rows = [n % 3];
    return { city: 'Paris', country: 'FR', zone: 'Europe/Paris', hours: n % 2, rows, refit: [] };
  });
  const { cohorts } = situation(list.map(businessOf), occurrencesFor(list, true));
  expect(cohorts.map(({ businesses }) => businesses.length)).toEqual([15, 15, 15, 15, 15, 15]);
});
