import { expect, test } from 'vitest';
import { printListedClosures } from '../../lib/cli/listed-closures.ts';
import { boundInWords } from '../../lib/cli/local-times.ts';
import { reachInWords } from '../../lib/cli/reach.ts';
import type { ListedClosure } from '../../lib/operations/index.ts';
import { printed } from '../support/desk/printed.ts';

const NOW = Date.parse('2026-12-24T10:00:00Z');

function closure(overrides: Partial<ListedClosure>): ListedClosure {
  return {
    ...{ id: 'close-0123456789ab', organization: 'acme', kind: 'closure', scope: { regions: ['DE-BY'] } },
    ...{ from: '2026-12-24T09:00:00Z', until: null, message: 'closed', reason: null, urgent: false },
    ...{ state: 'in-force', businesses: 12, timezone: 'Europe/Berlin', actor: 'command:ana' },
    ...{ createdAt: '2026-12-24T09:00:00Z', updatedAt: '2026-12-24T09:00:00Z', endedAt: null },
    ...{ waiting: null, decided: null, released: 0 },
    ...overrides,
  };
}

test('closures by hand fit 80 columns, with who, why and where in full', () => {
  const codes = Array.from({ length: 30 }, (_, index) => `ST-${index}`);
  const reason =
    'Hochwasser der Isar: der Zugang ist gesperrt, bis die Feuerwehr ihn freigibt, frühestens morgen';
  const lines = printed(80, (out) =>
    printListedClosures(
      out,
      [
        closure({ reason, urgent: true }),
        closure({
          ...{ id: 'strike', kind: 'hold', scope: { codes }, actor: 'event:hr', state: 'scheduled' },
          ...{ from: '2026-12-25', until: '2026-12-26', timezone: null },
        }),
      ],
      NOW,
    ),
  );
  expect(lines).toEqual([
    'id                  state     from                        until           shops',
    'close-0123456789ab  in force  24 Dec 10:00 Europe/Berlin  further notice     12',
    '    closed, urgent: Hochwasser der Isar: der Zugang ist gesperrt, bis die',
    '    Feuerwehr ihn freigibt, frühestens morgen',
    '    by ana (command), 24 Dec 10:00 Europe/Berlin; regions DE-BY',
    'strike              to come   25 Dec 00:00                26 Dec 00:00       12',
    '    to be kept open, no reason given',
    '    by hr (event), 24 Dec 09:00 UTC; codes ST-0, ST-1, ST-2, ST-3, ST-4 and 25',
    '    more',
    'End one with: partoo-closures reopen close-0123456789ab',
  ]);
});

test.each([
  [3, 'in force', '9 of 12'],
  [12, 'released', '0 of 12'],
])('of 12 shops %i were let go: %s', (released, state, shops) => {
  const lines = printed(80, (out) => printListedClosures(out, [closure({ released })], NOW));
  expect(lines[1]).toMatch(new RegExp(`  ${state} .*  ${shops}$`));
  expect(lines[3]).toBe(`    ${released} shops let go since it began: released, or switched on in Partoo`);
  expect(lines.some((line) => line.startsWith('End one with'))).toBe(released < 12);
});

test('what was approved, and of which the end waits now, shows both', () => {
  const at = '2026-12-24T09:30:00Z';
  const one = closure({
    waiting: { kind: 'end', beyond: 'businesses', by: ['token:till'], at },
    decided: { decision: 'approved', by: 'token:ana', at },
  });
  const lines = printed(80, (out) => printListedClosures(out, [one], NOW));
  expect(lines.slice(3, 6)).toEqual([
    '    waits for approval: its end, since it concerns many shops; asked for by till',
    '    (token)',
    '    approved by ana (token)',
  ]);
});

test('what somebody has ended shows when, not what had been asked for', () => {
  const ended = closure({ state: 'ended', endedAt: '2026-12-24T09:30:00Z' });
  const lines = printed(80, (out) => printListedClosures(out, [ended], NOW));
  expect(lines[1]).toMatch(/ ended +24 Dec 10:00 Europe\/Berlin +24 Dec 10:30 Europe\/Berlin +12$/);
});

test.each([
  ['2026-12-25', null, '25 Dec 00:00'],
  ['2027-01-02', null, '2 Jan 2027 00:00'],
  ['2026-12-25T17:00', null, '25 Dec 17:00'],
  ['2026-12-25T17:00:00', null, '25 Dec 17:00'],
  ['2026-12-31T23:30:00Z', 'Europe/Paris', '1 Jan 2027 00:30 Europe/Paris'],
  ['2026-12-25T17:00:00+01:00', null, '25 Dec 16:00 UTC'],
  ['2026-12-25T17:00:00Z', 'Asia/Kathmandu', '25 Dec 22:45'],
  [null, null, 'further notice'],
] as const)('%s in %s is %j', (bound, zone, words) => {
  expect(boundInWords(bound, zone, NOW)).toBe(words);
});

test.each([
  [{ businesses: 1, of: 899, places: [{ name: 'Lyon', businesses: 1 }] }, '1 of 899 shops: 1 in Lyon'],
  [{ businesses: 1, of: 1, places: [{ name: 'Lyon', businesses: 1 }] }, 'all 1 shop: 1 in Lyon'],
  [{ businesses: 0, of: 12, places: [] }, '0 of 12 shops'],
  [
    {
      ...{ businesses: 1260, of: 2000 },
      places: [
        { name: 'FR', businesses: 1200 },
        { name: null, businesses: 30 },
        ...['DE', 'ES', 'IT'].map((name) => ({ name, businesses: 10 })),
      ],
    },
    '1,260 of 2,000 shops: 1,200 in FR, 30 in a place that Partoo does not name, 10 in DE, 10 in ES, 10 elsewhere',
  ],
])('%j is said as %j', (reach, words) => {
  expect(reachInWords({ ...reach, timezone: null })).toBe(words);
});
