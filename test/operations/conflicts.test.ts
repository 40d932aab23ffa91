/** What `plan` says of rules that get in each other's way, and what `explain` says of everything mixed. */
import { afterEach, expect, test } from 'vitest';
import { explain, type PlanPart, plan } from '../../lib/operations/index.ts';
import { appliedConfig } from '../../lib/reconcile/pass/session.ts';
import { calendar, event } from '../calendars/ical/support.ts';
import { type FeedServer, feedServer } from '../reconcile/refresh/feeds/server.ts';
import { parisShops } from '../support/world/passes.ts';
import { messagesYml } from '../support/world/situation.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const DAY = 24 * 3600_000;
let world: World;
let server: FeedServer | null = null;
afterEach(async () => {
  await world.end();
  await server?.[Symbol.asyncDispose]();
  server = null;
});

async function warnings(days = 30): Promise<string[]> {
  const { config } = await appliedConfig(world.store);
  const now = world.clock.now();
  const options = { from: now, to: now + days * DAY, organization: null, summary: true };
  const found: string[] = [];
  for await (const part of plan(world.deps, config, options) as AsyncGenerator<PlanPart>)
    if (part.kind === 'warning' && /conflict|dead/.test(part.warning.code))
      found.push(`${part.warning.code}: ${part.warning.message}`);
  return found;
}

type Case = [title: string, rules: string, expected: (string | RegExp)[]];
const DATES = 'dates: [{ from: 2026-12-25 }]';
const CASES: Case[] = [
  [
    'the higher priority wins, and the other never does',
    `a: { ${DATES}, priority: 70, message: one }\n  b: { ${DATES}, message: two }`,
    [
      'conflict: Rules "a" and "b" set the offline message differently for 3 shops (ST-00001 ST-00002 ST-00003), first at 25 Dec 00:00 local time: "a" wins (of "b": priority 60 is lower than 70).',
      /^rule-dead: Rule "b" wins nothing in this window for "acme"/,
    ],
  ],
  [
    'equal values are no conflict, but the name decides and the other is dead',
    `a: { ${DATES}, message: one }\n  b: { ${DATES}, message: one }`,
    [/^rule-dead: Rule "b"/],
  ],
  [
    'a longer one wins once the other has ended',
    `a: { ${DATES}, priority: 70, message: one }\n  b: { dates: [{ from: 2026-12-24, to: 2026-12-26 }], message: two }`,
    [/^conflict: Rules "a" and "b"/],
  ],
  [
    'and one that is masked to its first hour wins after it',
    `a: { dates: [{ from: 2026-12-25, to: 2026-12-27 }], priority: 70, message: one }\n  b: { dates: [{ from: 2026-12-26, to: 2026-12-28 }], message: two }`,
    [/^conflict: Rules "a" and "b"/],
  ],
  [
    'what one leaves to the other is no conflict, and wins beside it',
    `a: { ${DATES}, message: one }\n  b: { ${DATES}, effect: { reachable: false, offlineMessage: one, chatHours: closed, welcomeMessage: two } }`,
    [],
  ],
  [
    'rules for other shops, or at other times, do not meet',
    `a: { ${DATES}, message: one, scope: { codes: [ST-00001] } }\n  b: { ${DATES}, message: two, scope: { codes: [ST-00002] } }\n  c: { dates: [{ from: 2026-12-26 }], message: two }`,
    [],
  ],
  [
    'nights that keep what is there lose nothing to a holiday',
    `a: { ${DATES}, message: one }\n  nights: { cron: { close: "0 19 * * *", open: "0 9 * * *" }, effect: { reachable: false, offlineMessage: keep, chatHours: keep } }`,
    [],
  ],
  [
    'an opening that masks a holiday',
    `open: { ${DATES}, effect: { open: true, chatHours: ["10:00-18:00"] }, scope: { codes: [ST-00001] } }\n  public: { holidays: { country: FR, types: [public] } }`,
    [
      /^conflict: Rules "open" and "public" set reachable, the offline message, chat hours differently for 1 shop \(ST-00001\)/,
    ],
  ],
];

test.each(CASES)('%s', async (_, rules, expected) => {
  const messages = messagesYml({ one: 'Fermé', two: "Fermé jusqu'à {{reopens}}" });
  world = await makeWorld({ businesses: parisShops(3), rules: `${messages}rules:\n  ${rules}` });
  expect(await warnings()).toEqual(
    expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
  );
});

test('many pairs are counted', async () => {
  const rules = Array.from(
    { length: 8 },
    (_, index) => `r${index}: { ${DATES}, effect: { offlineMessage: m${index} } }`,
  );
  const messages = messagesYml(Object.fromEntries(rules.map((_, index) => [`m${index}`, `Fermé ${index}`])));
  world = await makeWorld({
    businesses: parisShops(2),
    rules: `${messages}rules:\n  ${rules.join('\n  ')}`,
  });
  const found = await warnings();
  expect(found.filter((one) => one.startsWith('conflict'))).toHaveLength(11);
  expect(found[10]).toBe('conflict: 18 more pairs of rules set the same fields differently.');
  expect(found.filter((one) => one.startsWith('rule-dead'))).toHaveLength(7);
});

test('story 13: openings, holds, feeds, sheets and special hours at once: explain says who wins what, and who loses why', async () => {
  server = await feedServer(({ url }, response) => {
    if (url === '/a.ics')
      response.end(calendar(...event('UID:a', 'SUMMARY:Strike', 'DTSTART;VALUE=DATE:20261225')));
    else response.end('code;from;to;name\nST-00001;25/12/2026;;Inventaire\n');
  });
  const at = (path: string) => `{ from: "${server!.url}${path}", allowPrivateAddress: true }`;
  const businesses = parisShops(3);
  world = await makeWorld({
    businesses,
    rules: `rules:
  public: { holidays: { country: FR, types: [public] } }
  office: { ical: ${at('/a.ics')} }
  inventory: { sheet: ${at('/b.csv')} }
  sunday: { dates: [{ from: 2026-12-25T10:00, to: 2026-12-25T18:00 }], effect: { open: true }, priority: 80 }
`,
  });
  const why = async (code: string, time: string) => {
    const instant = Date.parse(`2026-12-25T${time}:00+01:00`);
    const { state, fields } = await explain(world.deps, code, { at: instant, organization: null });
    const { winner, losers } = fields.is_launched!;
    return [state, winner?.closure ?? null, ...losers.map(({ closure, why: text }) => `${closure}: ${text}`)];
  };
  expect(await why('ST-00001', '09:00')).toEqual([
    'closed',
    'inventory',
    'office: priority 50 is lower than 60',
    'public: priority 40 is lower than 60',
  ]);
  expect(await why('ST-00002', '09:00')).toEqual([
    'closed',
    'office',
    'public: priority 40 is lower than 50',
  ]);
  expect(await why('ST-00001', '12:00')).toEqual([
    'open',
    'sunday',
    'inventory: priority 60 is lower than 80',
    'office: priority 50 is lower than 80',
    'public: priority 40 is lower than 80',
  ]);
  await world.close({
    scope: { codes: ['ST-00001'] },
    hold: true,
    from: '2026-12-25T00:00',
    until: '2026-12-26T00:00',
  });
  const [state, winner, ...losers] = await why('ST-00001', '09:00');
  expect([state, winner?.startsWith('ad-hoc:')]).toEqual(['open', true]);
  expect(losers).toEqual([
    'inventory: hold goes before rule',
    'office: hold goes before rule',
    'public: hold goes before rule',
  ]);
});
