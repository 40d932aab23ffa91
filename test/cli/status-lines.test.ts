import { expect, test } from 'vitest';
import { localSpan } from '../../lib/cli/local-times.ts';
import { printClosures, printHead, printOdd } from '../../lib/cli/status-lines.ts';
import type { BusinessStatus } from '../../lib/operations/index.ts';
import { printed } from '../support/desk/printed.ts';

function shop(number: number, overrides: Partial<BusinessStatus>): BusinessStatus {
  const closure = { key: 'public-holidays', name: 'Veille de Noël', start: '2026-12-24T17:00:00+01:00' };
  return {
    ...{ organization: 'acme', business: `b${number}`, code: `ST-${number}`, name: `Shop ${number}` },
    ...{ country: 'FR', region: null, timezone: 'Europe/Paris', language: 'fr', state: 'open' },
    ...{ asExpected: false, closures: [{ ...closure, end: '2026-12-26T00:00:00+01:00' }] },
    ...{ since: null, until: null, kept: [], lastError: null },
    ...overrides,
  };
}

test('after a forgotten pause: first who and since when, then one line for all that wait, and troubles by name', () => {
  const message = 'Partoo answered POST /messaging/settings/700237 with 403 (forbidden).';
  const lastError = { code: 'forbidden', message, since: '2026-12-24T17:00:00+01:00', attempts: 1 };
  const businesses = [
    ...Array.from({ length: 134 }, (_, number) => shop(number, {})),
    shop(900, { state: 'failing', lastError }),
    shop(901, { state: 'overridden', asExpected: true }),
    ...Array.from({ length: 64 }, (_, number) => shop(1000 + number, { state: 'closed', asExpected: true })),
  ];
  const pause = { organization: 'acme', since: '2026-12-24T15:00:00+00:00', by: 'command:lea' };
  const summary = { businesses: 200, asExpected: 65, byState: {} };
  const lines = printed(80, (out) => {
    printHead(out, {
      paused: pause,
      pauses: [pause],
      waiting: [],
      crowded: [{ organization: 'acme', since: '2026-12-24T15:00:00+00:00', refused: 7, speed: 0.84 }],
      approvals: [],
      feeds: [],
      heldDates: [],
      templates: [],
      summary,
      businesses,
    });
    printOdd(out, businesses);
    printClosures(out, businesses);
  });
  expect(lines).toEqual([
    'paused  acme: writing is paused since 24 Dec 15:00 UTC by lea (command); `resume`',
    'starts it again.',
    'crowded  acme: Partoo refused 7 requests with 429 although the quota was kept;',
    'waves are planned at 84 % of their pace.',
    '65 shops are as they should be, 135 are not.',
    '',
    'shop    name      state    closure                          until',
    'ST-900  Shop 900  failing  public-holidays: Veille de Noël',
    '    Partoo answered POST /messaging/settings/700237 with 403 (forbidden). (since',
    '    24 Dec 17:00 Europe/Paris, tried 1 time)',
    '',
    'closure                      shops  state              until',
    'public-holidays: Veille de…    134  not closed yet     26 Dec 00:00 Europe/Paris',
    'public-holidays: Veille de…      1  failing            26 Dec 00:00 Europe/Paris',
    'public-holidays: Veille de…      1  open all the same  26 Dec 00:00 Europe/Paris',
    'public-holidays: Veille de…     64  closed             26 Dec 00:00 Europe/Paris',
  ]);
});

test('a few that are due are named', () => {
  const lines = printed(80, (out) => printOdd(out, [shop(1, {}), shop(2, {})]));
  expect(lines.filter((line) => line.includes('not closed yet'))).toHaveLength(2);
});

test.each([
  [['2026-12-26T00:00:00+01:00'], '26 Dec 00:00'],
  [['2026-12-26T00:00:00+01:00', '2026-12-27T00:00:00+01:00'], '26 Dec to 27 Dec 00:00'],
  [['2026-12-26T00:00:00+01:00', '2026-12-27T09:30:00+01:00'], '26 Dec 00:00 to 27 Dec 09:30'],
])('%j is the span %j', (moments, words) => {
  const own = moments.map((iso) => ({ iso, zone: 'Europe/Paris' }));
  expect(localSpan(own, 'Europe/Paris')).toBe(words);
  const mixed = [...own, { iso: moments[0]!, zone: 'Europe/Berlin' }];
  expect(localSpan(mixed, 'Europe/Paris')).toBe(`${words} local time`);
});

test('where no shop fits nothing is said to be well', () => {
  const nothing = { paused: null, pauses: [], waiting: [], crowded: [], approvals: [], feeds: [] };
  const summary = { businesses: 0, asExpected: 0, byState: {} };
  const lines = printed(80, (out) =>
    printHead(out, { ...nothing, heldDates: [], templates: [], summary, businesses: [] }),
  );
  expect(lines).toEqual(['No shop fits.']);
});
