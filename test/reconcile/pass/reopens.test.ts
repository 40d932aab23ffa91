import { afterEach, expect, test } from 'vitest';
import type { Settings, WeekHours } from '../../../lib/closures/model.ts';
import { deserializeConfig } from '../../../lib/config/serialize.ts';
import { changeClosure, plan } from '../../../lib/operations/index.ts';
import { messagesYml } from '../../support/world/situation.ts';
import { countRequests, makeWorld, type World } from '../../support/world/world.ts';

const TEXT = messagesYml({ back: 'Back {{reopens}}.' });
const CHRISTMAS = `${TEXT}rules:
  christmas:
    dates: [{ from: 2026-12-25, to: 2026-12-26, name: Noël }]
    message: back
`;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const week = (opens: string, closed: string[] = ['sunday']): Record<string, string[]> =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, closed.includes(day) ? [] : [`${opens}-19:00`]]));

let world: World;
afterEach(() => world.end());

const textOf = (code = 'ST-00001') => world.settingsOf(code).offline_message;
const writes = () => countRequests(world.sandbox).writes;

/** What a person enters for a shop in Partoo. */
async function listed(
  code: string,
  open_hours: Record<string, string[]>,
  close: string[] = [],
): Promise<void> {
  const specific_hours = { open: [], close: close.map((day) => ({ starts_at: day, ends_at: day })) };
  const answer = await fetch(`${world.sandbox.url}/business/${world.idOf(code)}`, {
    method: 'POST',
    headers: { 'x-APIKey': 'sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify({ open_hours, specific_hours }),
  });
  expect(answer.status).toBe(200);
}

function keepsTo(code: string, hours: WeekHours | null): void {
  const chat: Partial<Settings> =
    hours === null ? { uses_business_hours: true } : { uses_business_hours: false, custom_chat_hours: hours };
  world.sandbox.person.edit(code, chat);
}

async function begin(rules: string, businesses = 2): Promise<void> {
  world = await makeWorld({ businesses });
  await listed('ST-00001', week('09:00'));
  await listed('ST-00002', week('09:00'), ['2026-12-28']);
  keepsTo('ST-00001', null);
  keepsTo('ST-00002', null);
  await world.apply(rules);
  world.sandbox.requests.splice(0);
}

test('a text names the next opening of its shop, by opening and special hours', async () => {
  await begin(CHRISTMAS);
  await world.until('2026-12-25T00:05:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back lundi 28 décembre à 09:00.');
  expect(textOf('ST-00002')).toBe('Back mardi 29 décembre à 09:00.');
});

test('chat hours of its own go before opening hours, and what a closure has emptied is not taken for them', async () => {
  await begin(CHRISTMAS);
  keepsTo('ST-00001', week('10:30', []) as WeekHours);
  await world.until('2026-12-25T00:05:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back dimanche 27 décembre à 10:30.');
  // The daily refresh sees seven empty days, which are ours.
  await world.until('2026-12-26T02:00:00+01:00');
  world.sandbox.requests.splice(0);
  await world.run();
  expect(textOf()).toBe('Back dimanche 27 décembre à 10:30.');
  expect(writes()).toBe(0);
});

test('all settings are read once a day, a request for each 100, and plan reads them only where they are older', async () => {
  world = await makeWorld({ businesses: 250, rules: CHRISTMAS });
  const reads = () =>
    world.sandbox.requests.splice(0).filter(({ path }) => path.includes('/messaging/settings'));
  const options = { from: Date.parse('2026-12-25T00:00Z'), to: Date.parse('2026-12-26T00:00Z') };
  for await (const _ of plan(world.deps, await applied(), { ...options, organization: null, summary: true }));
  expect(reads()).toEqual([]);
  await world.apply(CHRISTMAS);
  expect(reads()).toEqual([]);
  await world.until('2026-12-21T12:05:00+01:00');
  await world.run();
  expect(reads()).toHaveLength(3);
});

/** A text that was written at noon names 13:00 still, and 14:00 a quarter of an hour and a little later. */
async function movesWithinTheQuarter(): Promise<void> {
  expect(textOf()).toBe('Back lundi 21 décembre à 13:00.');
  await world.until((await dueAt()) ?? '');
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 14:00.');
  expect(world.clock.now()).toBeLessThanOrEqual(Date.parse('2026-12-20T12:20:00+01:00'));
}

test('the text is written again when its opening moves, once in a quarter of an hour', async () => {
  await begin(TEXT);
  const id = await world.close({ all: true, message: 'back', until: '2026-12-21T12:00' });
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 12:00.');
  world.sandbox.requests.splice(0);
  await changeClosure(world.deps, id, { until: '2026-12-21T13:00' });
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 13:00.');
  expect(writes()).toBe(2);

  await world.until('2026-12-20T12:05:00+01:00');
  await changeClosure(world.deps, id, { until: '2026-12-21T14:00' });
  await world.run();
  await movesWithinTheQuarter();
  expect(writes()).toBe(4);
});

test('a closure on top that moves the opening alone waits as well; one that says something else does not', async () => {
  await begin(`${messagesYml({ back: 'Back {{reopens}}.', flood: 'Flooded until {{reopens}}.' })}`);
  const id = await world.close({ all: true, message: 'back', until: '2026-12-21T12:00' });
  await world.run();
  await changeClosure(world.deps, id, { until: '2026-12-21T13:00' });
  await world.run();
  world.sandbox.requests.splice(0);

  await world.until('2026-12-20T12:05:00+01:00');
  await world.close({ all: true, message: 'back', until: '2026-12-21T14:00', urgent: true });
  await world.run();
  await movesWithinTheQuarter();
  expect(writes()).toBe(2);

  const flood = await world.close({ all: true, message: 'flood', until: '2026-12-21T15:00', urgent: true });
  await world.run();
  expect(textOf()).toBe('Flooded until lundi 21 décembre à 15:00.');

  // That does not bring nearer when its opening may be said anew.
  await changeClosure(world.deps, flood, { until: '2026-12-21T16:00' });
  await world.run();
  expect(textOf()).toBe('Flooded until lundi 21 décembre à 15:00.');
  await world.until('2026-12-20T12:36:00+01:00');
  await world.run();
  expect(textOf()).toBe('Flooded until lundi 21 décembre à 16:00.');
});

test('a text that Partoo has refused holds back none that says a later opening', async () => {
  await begin(TEXT);
  world.sandbox.setFaults({
    script: [{ match: { method: 'POST' }, answer: { status: 409, prevents: true } }],
  });
  const id = await world.close({ all: true, message: 'back', until: '2026-12-21T12:00' });
  await world.run();
  for (const [minute, hour] of [
    ['01', '13'],
    ['02', '14'],
  ]) {
    await world.until(`2026-12-20T12:${minute}:00+01:00`);
    await changeClosure(world.deps, id, { until: `2026-12-21T${hour}:00` });
    await world.run();
  }
  world.sandbox.setFaults({});
  await world.until('2026-12-20T12:13:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 14:00.');
});

test('a text whose opening has come without being one is written again at that very instant', async () => {
  await begin(TEXT);
  const id = await world.close({ all: true, message: 'back', until: '2026-12-21T09:30' });
  await world.run();
  await world.until('2026-12-21T09:25:00+01:00');
  await changeClosure(world.deps, id, { until: '2026-12-21T09:35' });
  await world.run();
  await changeClosure(world.deps, id, { until: '2026-12-21T11:00' });
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 09:35.');
  await world.until('2026-12-21T09:36:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 11:00.');
});

test('once windows of a closure have opened, a pass is due for the text, which speaks of the next opening', async () => {
  const effect = '{ reachable: keep, offlineMessage: back, chatHours: ["10:10-10:30", "15:00-17:00"] }';
  await begin(`${TEXT}rules: { short: { dates: [{ from: 2026-12-25 }], effect: ${effect} } }`);
  await world.until('2026-12-25T09:20:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back vendredi 25 décembre à 10:10.');
  expect(await world.store.readDue('acme')).toBe(Date.parse('2026-12-25T10:10:00+01:00'));
  await world.until('2026-12-25T10:10:00+01:00');
  const report = await world.run();
  expect(report.organizations[0]?.results).toMatchObject([{ action: 'change' }, { action: 'change' }]);
  expect(textOf()).toBe('Back vendredi 25 décembre à 15:00.');
});

test('hours that change move the opening of the shop alone', async () => {
  await begin(CHRISTMAS);
  await world.until('2026-12-25T00:05:00+01:00');
  await world.run();
  await listed('ST-00001', week('11:00'));
  world.sandbox.requests.splice(0);
  await world.until('2026-12-26T00:30:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back lundi 28 décembre à 11:00.');
  expect(writes()).toBe(1);
});

test('what the instant promised brings by itself is not written again', async () => {
  await begin(TEXT);
  await world.close({ all: true, message: 'back', until: '2026-12-21T12:00' });
  await world.run();
  world.sandbox.requests.splice(0);
  await world.close({ all: true, message: 'back', from: '2026-12-21T12:00', until: '2026-12-21T15:00' });
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 12:00.');
  expect(writes()).toBe(0);
  await world.until('2026-12-21T12:01:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 15:00.');
});

test('and whoever was relaunched from an earlier closure is not looked at for it in every pass', async () => {
  await begin(TEXT);
  await world.close({ all: true, until: '2026-12-24T12:00' });
  await world.run();
  // Told apart from what Partoo is late to show.
  await world.until('2026-12-20T12:15:00+01:00');
  world.sandbox.person.edit('ST-00001', { is_launched: true });
  await world.until('2026-12-20T13:30:00+01:00');
  await world.close({ all: true, message: 'back', until: '2026-12-21T12:00', urgent: true });
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 12:00.');
  await world.close({ all: true, message: 'back', from: '2026-12-21T12:00', until: '2026-12-21T15:00' });
  await world.run();
  world.sandbox.requests.splice(0);
  await world.run();
  expect(countRequests(world.sandbox)).toEqual({ reads: 0, writes: 0 });
  expect(textOf()).toBe('Back lundi 21 décembre à 12:00.');
  await world.until('2026-12-21T12:01:00+01:00');
  await world.run();
  expect(textOf()).toBe('Back lundi 21 décembre à 15:00.');
});

test('a plan says what a closure does, and when the shop answers again', async () => {
  await begin(`${CHRISTMAS}  sunday:
    dates: [{ from: 2026-12-27 }]
    effect: { open: true, chatHours: ["10:00-18:00"] }
    priority: 80
`);
  const rows = await planned('2026-12-24', '2026-12-28');
  expect(rows).toEqual([
    ['christmas', 'close', '2026-12-27T10:00:00+01:00', 'Back dimanche 27 décembre à 10:00.'],
    ['sunday', 'open', '2026-12-27T10:00:00+01:00', null],
  ]);
});

test('of a closure that is extended each shop is written once, behind those that are to be closed', async () => {
  world = await makeWorld({ businesses: 60, rules: TEXT });
  const codes = world.sandbox.businesses.map(({ business }) => business.code);
  const [flooded, others] = [codes.slice(0, 40), codes.slice(40)];
  const id = await world.close({ scope: { codes: flooded }, message: 'back', until: '2026-12-21T12:00' });
  await world.run();
  await world.close({ scope: { codes: others }, message: 'back', until: '2026-12-21T12:00' });
  await changeClosure(world.deps, id, { until: '2027-01-21T12:00' });
  world.sandbox.requests.splice(0);
  const since = world.clock.now();
  await world.run();
  const writtenAt = (code: string) =>
    world.sandbox.writesOf(world.idOf(code)).flatMap(({ at }) => (at >= since ? [at] : []));
  expect(flooded.map((code) => writtenAt(code).length)).toEqual(flooded.map(() => 1));
  expect(writes()).toBe(60);
  expect(Math.max(...others.flatMap(writtenAt))).toBeLessThan(Math.min(...flooded.flatMap(writtenAt)));
  world.sandbox.requests.splice(0);
  await world.run();
  expect(writes()).toBe(0);
});

async function applied() {
  const { config } = (await world.store.readApplied())!;

  return deserializeConfig(config);
}

async function planned(from: string, to: string): Promise<unknown[]> {
  const options = { from: Date.parse(`${from}T00:00+01:00`), to: Date.parse(`${to}T00:00+01:00`) };
  const rows: unknown[] = [];
  for await (const part of plan(world.deps, await applied(), {
    ...options,
    organization: null,
    summary: false,
  }))
    if (part.kind === 'closure' && part.row.code === 'ST-00001')
      rows.push([part.row.rule, part.row.kind, part.row.reopens, part.row.offlineMessage]);
  return rows;
}

async function dueAt(): Promise<string | null> {
  const due = await world.store.readDue('acme');
  return due === null ? null : new Date(due).toISOString();
}
