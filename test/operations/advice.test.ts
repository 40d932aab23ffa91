import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Business } from '../../lib/closures/model.ts';
import { parseConfig, serializeConfig } from '../../lib/config/index.ts';
import { adviseOffline, plan, type Warning } from '../../lib/operations/index.ts';
import { openStore } from '../../lib/store/index.ts';
import type { Store } from '../../lib/store/store.ts';
import { parisShops } from '../support/world/passes.ts';
import { closuresYml, configOf } from '../support/world/situation.ts';
import { makeWorld } from '../support/world/world.ts';

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
  const loaded = configOf(rules, { organization: organization });
  await store.saveDirectory('acme', { readAt: DECEMBER, businesses, missing: {}, templates: {} });
  return shown(await adviseOffline(loaded, store, DECEMBER));
}

const shown = (warnings: Warning[]) => warnings.map(({ code, message }) => `${code}: ${message}`);

const HOLIDAYS = 'rules:\n  feasts: { holidays: {} }\n';

test('nothing is said where nothing is amiss', async () => {
  expect(await advice(HOLIDAYS, [shop(1), shop(2)])).toEqual([]);
});

test('nothing is said of businesses that nobody knows yet', async () => {
  const loaded = configOf(HOLIDAYS);
  expect(await adviseOffline(loaded, store, DECEMBER)).toEqual([]);
});

test('only of the organization that is asked for', async () => {
  const other = '  other: { apiKey: env:OTHER_KEY }\n';
  const text = closuresYml('https://api.partoo.co/v2', HOLIDAYS, other);
  const loaded = parseConfig(text, 'closures.yml');
  const lost = [shop(1, { zone: null })];
  for (const id of ['acme', 'other'])
    await store.saveDirectory(id, { readAt: DECEMBER, businesses: lost, missing: {}, templates: {} });
  expect(shown(await adviseOffline(loaded, store, DECEMBER))).toHaveLength(2);
  expect(shown(await adviseOffline(loaded, store, DECEMBER, 'other'))).toHaveLength(1);
});

test('businesses in no rule are counted, and the first are named', async () => {
  const rules = 'rules:\n  feasts: { scope: { countries: [FR] }, holidays: {} }\n';
  const abroad = { country: 'JP', region: null, zone: 'Asia/Tokyo', zipcode: null };
  const five = [2, 3, 4, 5, 6].map((n) => shop(n, abroad));
  expect(await advice(rules, [shop(1), ...five])).toEqual([
    'no-rule: 5 shops (ST-00002 ST-00003 ST-00004 +2) of "acme": no enabled rule concerns them, so they never close.',
  ]);
});

test('businesses whose zone cannot be told are one warning', async () => {
  const said = await advice(HOLIDAYS, [shop(1), shop(2, { zone: null }), shop(3, { zone: null })]);
  expect(said).toEqual([expect.stringMatching(/^zone-unknown: 2 shops \(ST-00002 ST-00003\): /)]);
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

  test('but not the other code of a region that somebody has', async () => {
    const reunion = { region: 'FR-974', zone: 'Indian/Reunion', zipcode: '97400' };
    expect(
      await advice('rules:\n  r: { scope: { regions: [FR-RE] }, holidays: {} }\n', [shop(1, reunion)]),
    ).toEqual([]);
  });

  test('a rule that fits nothing is named as well', async () => {
    const said = await advice(
      'rules:\n  all: { holidays: {} }\n  r: { scope: { countries: [ES] }, holidays: {} }\n',
      [shop(1)],
    );
    expect(said).toContain('rule-unused: Rule "r" fits no shop, so it closes nothing.');
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
      'holiday-open: 2026-12-25 is a public holiday (Noël), on which 1 shop (ST-00001) of "acme" would stay on.',
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
      expect.stringContaining('2026-12-25 is a public holiday (Noël), on which 2 shops'),
      expect.stringMatching(/2026-12-26 .* 1 shop \(ST-00002\)/),
    ]);
  });
});

test('texts in a language that no business has', async () => {
  const messages = 'messages:\n  m: { fr: Fermé., pl: Zamknięte., default: Closed. }\n';
  expect(await advice(`${messages}rules:\n  feasts: { holidays: {}, message: m }\n`, [shop(1)])).toEqual([
    'language-unused: Texts in languages that no shop has: pl (m).',
  ]);
});

test('a file that differs from what is in force, with the rules in which it does', async () => {
  const applied = configOf(HOLIDAYS);
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

describe('weekly hours that will be late', () => {
  const closing = (from: string) =>
    `rules:\n  stock: { staged: true, dates: [{ from: ${from}, to: 2026-12-02 }] }\n`;
  const slow = '    requestsPerMinute: 2\n';
  const shops = Array.from({ length: 40 }, (_, n) => shop(n + 1));
  const late = async (from: string, organization: string) =>
    (await advice(closing(from), shops, organization)).filter((line) => line.startsWith('late: '));

  test('are told beforehand, with how many', async () => {
    expect(await late('2026-12-01T13:15', slow)).toEqual([
      expect.stringMatching(
        /^late: Organization "acme": \d+ of 40 writes of weekly hours will be late, which have to be made by 1 Dec 13:15 .*larger quota: 1 a minute may be used/,
      ),
    ]);
  });

  test.each([
    ['there is time enough', '2026-12-01T13:15', ''],
    ['there are days', '2026-12-01T23:30', slow],
    ['what closes has begun already', '2026-12-01T12:30', slow],
  ])('are none where %s', async (_, from, organization) => {
    expect(await late(from, organization)).toEqual([]);
  });
});

describe('waves that will be late', () => {
  const NIGHTS = 'rules:\n  nights: { cron: { close: "0 20 * * *", open: "0 8 * * *" }, maxLead: 1m }\n';
  /** It closes inside the 30 days and reopens behind them. */
  const winter = (more: string) =>
    `rules:\n  winter: { dates: [{ from: 2026-12-10, to: 2027-03-31 }], ${more} }\n`;
  const shops = (count: number) => Array.from({ length: count }, (_, n) => shop(n + 1));
  const quota = (requestsPerMinute: number | string) => `    requestsPerMinute: ${requestsPerMinute}\n`;

  async function late(rules: string, count: number, organization: string): Promise<string[]> {
    const said = await advice(rules, shops(count), organization);
    return said.filter((line) => line.startsWith('late: '));
  }

  test('are one warning, of check and of plan alike', async () => {
    const world = await makeWorld({ businesses: parisShops(40), requestsPerMinute: 0 });
    try {
      const both = async (organization: string) => {
        const loaded = world.configOf(NIGHTS, organization);
        const [from, to] = [world.clock.now(), world.clock.now() + 30 * 86_400_000];
        const planned: Warning[] = [];
        const window = { from, to, organization: null, summary: true };
        for await (const part of plan(world.deps, loaded.config, window))
          if (part.kind === 'warning') planned.push(part.warning);
        await world.apply(NIGHTS);
        const checked = await adviseOffline(loaded, world.store, from);
        return [planned, checked].map((list) => shown(list.filter(({ code }) => code === 'late')));
      };
      expect(await both('')).toEqual([[], []]);
      const [planned, checked] = await both(quota(10));
      expect(checked).toEqual(planned);
      expect(planned).toEqual([
        expect.stringMatching(/60 waves will be late, the worst at .*: \d+ of 40 writes, the last done at/),
      ]);
    } finally {
      await world.end();
    }
  });

  test.each([
    [
      'a closing may begin earlier, or the quota be larger',
      winter('maxLead: 1m'),
      10,
      ['maxLead', 'requestsPerMinute', 'at most'],
    ],
    ['a larger share of the quota is free', winter('maxLead: 1m'), 50, ['maxLead', 'budgetShare', 'at most']],
    ['a reopening never begins earlier', NIGHTS, 10, ['requestsPerMinute', 'at most']],
  ])('%s', async (_, rules, perMinute, remedies) => {
    const [said] = await late(rules, 40, quota(perMinute));
    const found = [...(said ?? '').matchAll(/(maxLead|budgetShare|requestsPerMinute|at most):? ([\d.]+m?)/g)];
    expect(found.map(([, name]) => name)).toEqual(remedies);
    // Each by itself is one.
    for (const [, name = '', value = ''] of found) {
      const mended = name === 'maxLead' ? rules.replace(/maxLead: \w+/, `maxLead: ${value}`) : rules;
      const share = name === 'budgetShare' ? `    budgetShare: ${value}\n` : '';
      const count = name === 'at most' ? Number(value) : 40;
      const perQuota = quota(name === 'requestsPerMinute' ? value : perMinute) + share;
      expect(await late(mended, count, perQuota)).toEqual([]);
    }
  });

  test('one that may not begin earlier since something lasts until then is told no maxLead', async () => {
    const rules =
      'rules:\n  works: { dates: [{ from: 2026-12-10, to: 2027-03-31 }] }\n' +
      '  sale: { dates: [{ from: 2026-12-05, to: 2026-12-09 }], effect: open, priority: 90 }\n';
    const [said] = await late(rules, 40, quota(10));
    expect(said).toContain('requestsPerMinute: ');
    expect(said).not.toContain('maxLead');
  });

  test('one that waits for another says which', async () => {
    const rules =
      'rules:\n  first: { scope: { zipcodes: ["75001"] }, dates: [{ from: 2026-12-10T12:00, to: 2027-03-31 }] }\n' +
      '  second: { scope: { zipcodes: ["75002"] }, dates: [{ from: 2026-12-10T12:02, to: 2027-03-31 }] }\n';
    const list = shops(80).map((one, n) => ({ ...one, zipcode: n < 40 ? '75001' : '75002' }));
    const lateAt = async (perMinute: string | number) =>
      (await advice(rules, list, quota(perMinute))).filter((line) => line.startsWith('late'));
    const [said] = await lateAt(10);
    expect(said).toMatch(
      /1 wave will be late at 10 Dec 12:02 UTC\+1: .*It waits for the wave at 10 Dec 12:00 UTC\+1, /,
    );
    expect(said).not.toContain('maxLead');
    const enough = /requestsPerMinute: (\d+)/.exec(said ?? '')?.[1];
    expect(await lateAt(enough ?? '')).toEqual([]);
  });
});
