import { expect, test } from 'vitest';
import type { Business, Hours } from '../../lib/closures/model.ts';
import { planDocument } from '../../lib/operations/documents/plan.ts';
import {
  beginnings,
  fillTexts,
  type PlannedClosure,
  plannedClosures,
  rowsOf,
} from '../../lib/operations/planned-closures.ts';
import { Wanting } from '../../lib/reconcile/situation/wanted.ts';
import { business } from '../support/world/samples.ts';
import { messagesYml, situationUnder } from '../support/world/situation.ts';

const WINDOW = { from: Date.parse('2026-12-24T00:00Z'), to: Date.parse('2026-12-29T00:00Z') };
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const from = (hour: string): Hours => ({
  week: Object.fromEntries(WEEKDAYS.map((day) => [day, [`${hour}-19:00`]])),
});
const NIGHTS = `
  nights:
    cron: { close: "0 19 * * *", open: "0 8 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;
const rules = (
  message: string,
) => `${messagesYml({ back: { fr: message, default: 'Back {{reopens}}' } })}rules:
  feasts: { dates: [{ from: 2026-12-25, name: Noël }], message: back }${NIGHTS}`;
const CHRISTMAS = { start: '2026-12-25', end: '2026-12-26', names: { '': 'Noël' } };
const EVENINGS = ['24', '25', '26', '27'].map((day) => ({
  ...{ start: `2026-12-${day}T19:00`, end: `2026-12-${Number(day) + 1}T08:00`, names: {} },
}));

/** Of each kind of hours, language and country two, not next to each other. */
const BUSINESSES: Business[] = [0, 1].flatMap((time) =>
  [from('09:00'), from('10:30'), null].flatMap((openHours, kind) =>
    (['fr', 'pl'] as const).map((language) => {
      const id = `b${time}${kind}${language}`;
      return business(id, {
        openHours: openHours && structuredClone(openHours),
        language,
        code: id,
        name: `Shop ${id}`,
      });
    }),
  ),
);

function situation(businesses: readonly Business[], message = 'Retour {{reopens}}') {
  const occurrences = { feasts: { '': [CHRISTMAS] }, nights: { '': EVENINGS } };
  return situationUnder(rules(message), { businesses, occurrences });
}

async function rows(businesses: readonly Business[], message?: string): Promise<PlannedClosure[]> {
  const of = await situation(businesses, message);
  return [...plannedClosures(of, new Wanting(of), WINDOW)].flatMap((alike) =>
    [...rowsOf(alike)].map(({ row }) => row),
  );
}

const byBusiness = (all: readonly PlannedClosure[]) => Map.groupBy(all, ({ business: id }) => id);

test.each(['Retour {{reopens}}', 'Retour {{reopens}} ({{business_name}})'])(
  'each shop has the rows that it has alone: %s',
  async (message) => {
    const together = byBusiness(await rows(BUSINESSES, message));
    const each = await Promise.all(BUSINESSES.map((one) => rows([one], message)));
    const alone = byBusiness(each.flat());
    expect(together.size).toBe(BUSINESSES.length);
    expect(together).toEqual(alone);
    expect(new Set([...together.values()].flat().map(({ offlineMessage }) => offlineMessage)).size).toBe(
      // Two languages and three openings, each twice where it names the shop; and null.
      message.includes('name') ? 3 * 2 + 3 + 1 : 2 * 3 + 1,
    );
  },
);

test('a row that is made by itself is that of all', async () => {
  const of = await situation(BUSINESSES, 'Retour {{reopens}} ({{business_name}})');
  const made = beginnings(of, new Wanting(of), WINDOW).flatMap(({ businesses, rowFor }) =>
    businesses.map(rowFor),
  );
  const inOrder = (all: readonly PlannedClosure[]) =>
    all.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
  expect(inOrder(made)).toEqual(inOrder(await rows(BUSINESSES, 'Retour {{reopens}} ({{business_name}})')));
});

test('shops that have everything alike share their rows, and no others', async () => {
  const of = await situation(BUSINESSES);
  const parts = [...plannedClosures(of, new Wanting(of), WINDOW)];
  expect(parts.map(({ businesses }) => businesses.length)).toEqual(Array(6).fill(2));
  expect(new Set(parts.flatMap(({ closures }) => closures.map(({ facts }) => facts))).size).toBe(
    2 * parts[0]!.closures.length,
  );
});

test('a thousand of them come in parts, which share their list', async () => {
  const many = Array.from({ length: 1000 }, (_, index) =>
    business(`b${index}`, { openHours: from('09:00') }),
  );
  const of = await situation(many);
  const parts = [...plannedClosures(of, new Wanting(of), WINDOW)];
  expect(new Set(parts.map(({ closures }) => closures)).size).toBe(1);
  expect(
    Math.max(...parts.map(({ businesses, closures }) => businesses.length * closures.length)),
  ).toBeLessThan(1000);
  expect(parts.flatMap(({ businesses }) => businesses.map((one) => one.business))).toEqual(
    many.map(({ id }) => id),
  );
});

test('the document is that of the rows', async () => {
  const of = await situation(BUSINESSES);
  let text = '';
  const write = async (part: string) => {
    text += part;
  };
  const document = planDocument({ write }, 'a', 'b');
  for (const part of plannedClosures(of, new Wanting(of), WINDOW)) await document.closures(part);
  const rest = {
    waves: [],
    staged: [],
    ways: [],
    templates: [],
    requests: { reads: 0, writes: 0 },
    inWords: [],
    warnings: [],
    isPaused: false,
    isRefused: false,
  };
  await document.end(rest);
  const { closures } = JSON.parse(text);
  expect(closures).toEqual(await rows(BUSINESSES));
  expect(Object.keys(closures[0])).toEqual([
    ...['organization', 'business', 'code', 'rule', 'name', 'timezone', 'kind', 'start', 'end', 'effect'],
    ...['reopens', 'offlineMessage'],
  ]);
});

test.each([
  ['Ouvert {{reopens}}, tél. {{phone_number}}', 6],
  ['Retour {{reopens}}', 0],
])('without rows it is known all the same whose text lacks something: %s', async (message, lacking) => {
  const of = await situation(
    BUSINESSES.map((one) => ({ ...one, phoneNumber: null })),
    message,
  );
  const wanting = new Wanting(of);
  fillTexts(of, wanting, WINDOW);
  expect(wanting.missing.size).toBe(lacking);
});
