import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Business } from '../../lib/closures/model.ts';
import { parseConfig, serializeConfig } from '../../lib/config/index.ts';
import { adviseOffline, plan, type Warning } from '../../lib/reconcile/index.ts';
import { openStore } from '../../lib/store/index.ts';
import type { Store } from '../../lib/store/store.ts';
import { closuresYml, makeWorld } from '../support/world.ts';
import { parisShops } from './support.ts';

const DECEMBER = Date.parse('2026-12-01T12:00:00Z');

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

function shop(n: number, more: Partial<Business> = {}): Business {
  const code = `ST-0000${n}`;
  const place = { country: 'FR', region: 'FR-75', zone: 'Europe/Paris', zipcode: '75002', city: 'Paris' };
  const contact = { address: null, websiteUrl: null, phoneNumber: null };
  return { id: `id-${n}`, code, name: code, language: 'fr', groups: [21, 22], ...place, ...contact, ...more };
}

/** What is said of `rules` with these shops, as `code: message`. */
async function advice(rules: string, businesses: Business[], organization = ''): Promise<string[]> {
  const loaded = parseConfig(closuresYml('https://api.partoo.co/v2', rules, organization), 'closures.yml');
  await store.saveDirectory('acme', { readAt: DECEMBER, businesses, missing: {}, templates: {} });
  return shown(await adviseOffline(loaded, store, DECEMBER));
}

const shown = (warnings: Warning[]) => warnings.map(({ code, message }) => `${code}: ${message}`);

const HOLIDAYS = 'rules:\n  feasts: { holidays: {} }\n';

test('nothing is said where nothing is amiss', async () => {
  expect(await advice(HOLIDAYS, [shop(1), shop(2)])).toEqual([]);
});

test('nothing is said of businesses that nobody knows yet', async () => {
  const loaded = parseConfig(closuresYml('https://api.partoo.co/v2', HOLIDAYS), 'closures.yml');
  expect(await adviseOffline(loaded, store, DECEMBER)).toEqual([]);
});

test('businesses in no rule are counted, and the first are named', async () => {
  const rules = 'rules:\n  feasts: { scope: { countries: [FR] }, holidays: {} }\n';
  const abroad = { country: 'JP', region: null, zone: 'Asia/Tokyo', zipcode: null };
  const five = [2, 3, 4, 5, 6].map((n) => shop(n, abroad));
  expect(await advice(rules, [shop(1), ...five])).toEqual([
    'no-rule: 5 businesses (ST-00002 ST-00003 ST-00004 +2) of "acme": no enabled rule concerns them, so they never close.',
  ]);
});

test('businesses whose zone cannot be told are one warning', async () => {
  const said = await advice(HOLIDAYS, [shop(1), shop(2, { zone: null }), shop(3, { zone: null })]);
  expect(said).toEqual([expect.stringMatching(/^zone-unknown: 2 businesses \(ST-00002 ST-00003\): /)]);
});

describe('what a scope names and nobody has', () => {
  test.each([
    ['codes: [ST-0001]', '"ST-0001", did you mean "ST-00001"?'],
    ['countries: [FR, ES]', '"ES", known are FR'],
    ['regions: [FR-76]', '"FR-76", did you mean "FR-75"?'],
    ['groups: [23]', '"23", did you mean "21"?'],
    ['cities: [PARYS]', '"PARYS", did you mean "Paris"?'],
    ['zipcodes: ["7500*"]', null],
    ['zipcodes: ["69*"]', '"69*", known are 75002'],
    ['businesses: [id-9]', '"id-9", did you mean "id-1"?'],
    ['exclude: { codes: [ST-0001] }', '"ST-0001", did you mean "ST-00001"?'],
  ])('%s', async (scope, expected) => {
    const said = await advice(
      `rules:\n  all: { holidays: {} }\n  r: { scope: { ${scope} }, holidays: {} }\n`,
      [shop(1)],
    );
    const values = said.filter((line) => line.startsWith('scope-value'));
    if (expected === null) expect(values).toEqual([]);
    else
      expect(values).toEqual([
        expect.stringMatching(/^scope-value: closures\.yml:10:\d+: rules\.r\.scope\./),
      ]);
    if (expected !== null) expect(values[0]).toContain(expected);
  });

  test('a rule that fits nothing is named as well', async () => {
    const said = await advice(
      'rules:\n  all: { holidays: {} }\n  r: { scope: { countries: [ES] }, holidays: {} }\n',
      [shop(1)],
    );
    expect(said).toContain('rule-unused: Rule "r" fits no business, so it closes nothing.');
  });

  test('corrections count too', async () => {
    const organization = '    businesses: { ST-9: { language: de } }\n';
    expect(await advice(HOLIDAYS, [shop(1)], organization)).toEqual([
      expect.stringMatching(
        /^scope-value: closures\.yml:8:.*organizations\.acme\.businesses\.codes\[0\].*"ST-9"/,
      ),
    ]);
  });

  test('many values are one line', async () => {
    const codes = Array.from({ length: 50 }, (_, n) => `XX-${n}`).join(', ');
    const said = await advice(
      `rules:\n  all: { holidays: {} }\n  r: { scope: { codes: [ST-00001, ${codes}] }, holidays: {} }\n`,
      [shop(1)],
    );
    expect(said).toEqual([expect.stringContaining('; and 47 more')]);
  });
});

describe('a public holiday on which businesses would stay on', () => {
  const NIGHTS = '  nights: { cron: { close: "0 20 * * *", open: "0 8 * * *" } }\n';

  test('is told, for a night is no day off', async () => {
    expect(await advice(`rules:\n${NIGHTS}`, [shop(1)])).toEqual([
      'holiday-open: 2026-12-25 is a public holiday (Noël), on which 1 business (ST-00001) of "acme" would stay on.',
    ]);
  });

  test.each([
    ['one that a rule excepts', 'rules:\n  feasts: { holidays: { except: [Noël] } }\n'],
    [
      'one on which a rule opens on purpose',
      `rules:\n${NIGHTS}  feast: { dates: [{ from: 2026-12-25 }], effect: open }\n`,
    ],
    [
      'one that falls into another closure',
      `rules:\n${NIGHTS}  works: { dates: [{ from: 2026-12-20, to: 2026-12-30 }] }\n`,
    ],
  ])('but not %s', async (_, rules) => {
    expect(await advice(rules, [shop(1)])).toEqual([]);
  });

  test('by region, where only some have it', async () => {
    const said = await advice(`rules:\n${NIGHTS}`, [shop(1), shop(2, { region: 'FR-67' })]);
    expect(said).toEqual([
      expect.stringContaining('2026-12-25 is a public holiday (Noël), on which 2 businesses'),
      expect.stringMatching(/2026-12-26 .* 1 business \(ST-00002\)/),
    ]);
  });
});

test('texts in a language that no business has', async () => {
  const messages = 'messages:\n  m: { fr: Fermé., pl: Zamknięte., default: Closed. }\n';
  expect(await advice(`${messages}rules:\n  feasts: { holidays: {}, message: m }\n`, [shop(1)])).toEqual([
    'language-unused: Texts in languages that no business has: pl (m).',
  ]);
});

test('a file that differs from what is in force, with the rules in which it does', async () => {
  const applied = parseConfig(closuresYml('https://api.partoo.co/v2', HOLIDAYS), 'closures.yml');
  await store.saveApplied({
    config: serializeConfig(applied.config),
    hash: applied.hash,
    appliedAt: DECEMBER,
  });
  expect(await advice(HOLIDAYS, [shop(1)])).toEqual([]);
  expect(await advice(`${HOLIDAYS}  works: { dates: [{ from: 2027-02-01 }] }\n`, [shop(1)])).toEqual([
    'not-applied: closures.yml differs from what was applied (rules added works); that stays in force until `apply`.',
  ]);
});

test('waves that will be late are one warning, with what would help', async () => {
  const world = await makeWorld({ businesses: parisShops(40), requestsPerMinute: 0 });
  try {
    const late = async (organization: string) => {
      const rules = 'rules:\n  nights: { cron: { close: "0 20 * * *", open: "0 8 * * *" }, maxLead: 1m }\n';
      const { config } = parseConfig(closuresYml(world.sandbox.url, rules, organization), 'closures.yml');
      const [from, to] = [world.clock.now(), world.clock.now() + 7 * 86_400_000];
      const found: Warning[] = [];
      for await (const part of plan(world.deps, config, { from, to, organization: null, summary: true }))
        if (part.kind === 'warning' && part.warning.code === 'late') found.push(part.warning);
      return shown(found);
    };
    expect(await late('')).toEqual([]);
    const [said, ...others] = await late('    requestsPerMinute: 10\n');
    expect(others).toEqual([]);
    expect(said).toMatch(/14 waves will be late, the worst at .*: \d+ of 40 writes, the last done at/);
    expect(said).toMatch(/requestsPerMinute: \d+, if Partoo grants it \(now 10\)/);
  } finally {
    await world.end();
  }
});
