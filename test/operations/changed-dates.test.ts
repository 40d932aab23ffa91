/** What changed: dates that move by themselves are told before they take effect, and held back where they would close too many at once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExpandedCalendars } from '../../lib/calendars/model.ts';
import { applyConfig, type PlanPart, plan, status } from '../../lib/operations/index.ts';
import { appliedConfig } from '../../lib/reconcile/pass/session.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh/refresh-organization.ts';
import { calendar, event } from '../calendars/ical/support.ts';
import { type FeedServer, feedServer } from '../reconcile/refresh/feeds/server.ts';
import { parisShops } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const DAY = 24 * 3600_000;
const on = (uid: string, date: string, name = uid) =>
  event(`UID:${uid}`, `DTSTART;VALUE=DATE:${date}`, `SUMMARY:${name}`);
const SHOPS = 24;

let world: World;
let server: FeedServer;
let content: string;
let rules: string;
beforeEach(async () => {
  content = calendar(...on('Eve', '20261224'), ...on('Christmas', '20261225'), ...on('Spring', '20270501'));
  server = await feedServer((_, response) => response.end(content));
  rules = `rules:
  public: { holidays: { types: [public] }, scope: { codes: [ST-00001, ST-00002] } }
  office: { ical: { from: "${server.url}/a.ics", allowPrivateAddress: true } }
  nights: { cron: { close: "0 19 * * MON-FRI", open: "0 9 * * MON-FRI" }, effect: { reachable: keep, offlineMessage: keep, chatHours: keep } }
  hours: { weekly: { monday: ["09:00-19:00"], saturday: ["22:00-02:00"] }, scope: { codes: [ST-00003] }, effect: { reachable: keep, offlineMessage: keep, chatHours: keep } }
  years: { dates: [{ every: 12-27, to: 01-04 }], scope: { codes: [ST-00004] } }
`;
  world = await makeWorld({ businesses: parisShops(SHOPS), rules });
});
afterEach(async () => {
  await world.end();
  await server[Symbol.asyncDispose]();
});

async function refresh(milliseconds = DAY) {
  await world.clock.sleepUntil(world.clock.now() + milliseconds);
  const applied = await appliedConfig(world.store);
  const deps = { ...world.deps, announces: true };
  return refreshOrganization(deps, applied, applied.config.organizations[0]!);
}
const told = async (alert = 'dates-changed') =>
  (await world.store.takeOutbox('acme', 100))
    .map(({ detail }) => detail)
    .filter((one) => one.alert === alert);
const planned = async () => {
  const { config } = await appliedConfig(world.store);
  const [from, to] = [world.clock.now(), world.clock.now() + 2 * DAY];
  const parts: PlanPart[] = [];
  const options = { from, to, organization: null, summary: false };
  for await (const part of plan(world.deps, config, options)) parts.push(part);
  return {
    rows: parts.flatMap((part) =>
      part.kind === 'closure' ? [`${part.row.rule} ${part.row.start.slice(0, 10)}`] : [],
    ),
    codes: parts.flatMap((part) => (part.kind === 'warning' ? [part.warning.code] : [])),
  };
};
const apply = (allowNow: number | null) =>
  applyConfig({ ...world.deps, announces: true }, world.configOf(rules), {
    organization: null,
    allowNow,
    confirm: async () => true,
  });

test('days that only go by, and a first apply, change nothing', async () => {
  expect(await told()).toEqual([]);
  for (const days of [1, 1, 3, 7, 30]) expect((await refresh(days * DAY)).warnings).toEqual([]);
  expect(await told()).toEqual([]);
});

test('a feed that moves, adds and removes dates is told once, with the shops', async () => {
  content = calendar(...on('Eve', '20261223'), ...on('Christmas', '20261225'), ...on('New Year', '20270101'));
  const { warnings } = await refresh();
  expect(warnings).toEqual([
    {
      code: 'dates-changed',
      message:
        'Dates of rule "office" changed: "Eve" 2026-12-23 moved from 2026-12-24 for 24 shops (ST-00001 ST-00002 ST-00003 +21); ' +
        '"New Year" 2027-01-01 added for 24 shops (ST-00001 ST-00002 ST-00003 +21); "Spring" 2027-05-01 removed for 24 shops ' +
        '(ST-00001 ST-00002 ST-00003 +21). 24 shops (ST-00001 ST-00002 ST-00003 +21) in all.',
    },
  ]);
  const [alert, ...others] = await told();
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    reason: warnings[0]!.message,
    change: {
      rule: 'office',
      businesses: SHOPS,
      count: 3,
      dates: [{ kind: 'moved', from: { start: '2026-12-24' } }, {}, {}],
    },
  });
  expect((alert!.change as { codes: string[] }).codes).toHaveLength(20);
  expect((await refresh()).warnings).toEqual([]);
  expect(await told()).toHaveLength(1);
});

test('an upgrade that knows holidays better is told for the shops of that place alone', async () => {
  const known = (await world.store.readCalendars('acme'))!;
  // As an earlier version had them, which wrote no names and lacked 1 May.
  const [place, holidays] = Object.entries(known.occurrences.public!)[0]!;
  const earlier = holidays
    .filter(({ start }) => start !== '2027-05-01')
    .map(({ start, end }) => ({ start, end })) as ExpandedCalendars['occurrences'][string][string];
  await world.store.saveCalendars('acme', {
    ...known,
    occurrences: { ...known.occurrences, public: { [place]: earlier } },
  });
  const { warnings } = await refresh();
  expect(warnings).toMatchObject([{ code: 'dates-changed' }]);
  expect(warnings[0]!.message).toContain('2027-05-01 added for 2 shops (ST-00001 ST-00002)');
});

test('a shop that moves to another region has other dates', async () => {
  world.sandbox.businesses[0]!.business.zipcode = '67000';
  const { warnings } = await refresh();
  expect(warnings).toMatchObject([{ code: 'dates-changed' }]);
  expect(warnings[0]!.message).toMatch(/2026-12-26 added for 1 shop \(ST-00001\)/);
});

test('apply tells what changed beside what was changed, and accepting a feed what it takes', async () => {
  content = calendar(...on('Eve', '20261224'), ...on('Christmas', '20261226'), ...on('Spring', '20270501'));
  rules = rules.replace('12-27', '12-28');
  const report = await apply(null);
  expect(report.warnings.filter(({ code }) => code === 'dates-changed')).toHaveLength(1);
  expect(await told()).toMatchObject([{ change: { rule: 'office', count: 1 } }]);
});

describe('what would close or reopen too many at once waits until somebody allows it', () => {
  const TODAY = '20261221';
  beforeEach(async () => {
    content = content.replace('END:VCALENDAR', `${on('Today', TODAY).join('\r\n')}\r\nEND:VCALENDAR`);
    expect((await refresh()).warnings).toMatchObject([
      {
        code: 'dates-held-back',
        message: expect.stringContaining('close 24 and reopen 0 of 24 shops at once'),
      },
    ]);
  });

  test('it shows in status, plan and run, closes nobody, and is told', async () => {
    const report = await status(world.deps, null);
    expect(report.heldDates).toMatchObject([
      {
        organization: 'acme',
        since: '2026-12-21T11:00:00+00:00',
        closing: SHOPS,
        reopening: 0,
        rules: ['office'],
      },
    ]);
    const { rows, codes } = await planned();
    expect(codes).toContain('dates-held-back');
    expect(rows.filter((row) => row.startsWith('office'))).toEqual([]);
    const { organizations } = await world.run();
    expect(organizations[0]!.warnings.map(({ code }) => code)).toContain('dates-held-back');
    expect(world.settingsOf('ST-00001').is_launched).toBe(true);
    expect(await told('dates-held-back')).toHaveLength(1);
    expect(await told()).toEqual([]);
    await refresh(3600_000);
    expect((await status(world.deps, null)).heldDates[0]!.since).toBe(report.heldDates[0]!.since);
    expect(await told('dates-held-back')).toHaveLength(1);
  });

  test('apply refuses it without the number, and takes it with it', async () => {
    await expect(apply(null)).rejects.toMatchObject({ code: 'changes-too-much-now' });
    await apply(SHOPS);
    expect((await status(world.deps, null)).heldDates).toEqual([]);
    expect(await told()).toHaveLength(1);
    await world.run();
    expect(world.settingsOf('ST-00001').is_launched).toBe(false);
  });

  test('it is over when the feed takes it back, or when the day is over', async () => {
    await refresh(DAY);
    expect((await status(world.deps, null)).heldDates).toEqual([]);
    expect((await world.store.readCalendars('acme'))!.occurrences.office![''])!.toHaveLength(4);
  });
});

test('a closure that would end at once for all is held as well', async () => {
  await world.until('2026-12-25T00:30:00+01:00');
  await world.run();
  content = calendar(...on('Eve', '20261224'), ...on('New Year', '20270101'), ...on('Spring', '20270501'));
  const { warnings } = await refresh(3600_000);
  expect(warnings).toMatchObject([
    { code: 'dates-held-back', message: expect.stringContaining('close 0 and reopen 22 of 24') },
  ]);
  await world.run();
  expect(world.settingsOf('ST-00009').is_launched).toBe(false);
});
