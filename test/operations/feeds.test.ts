/** Rule 20: a feed that fails, empties or shrinks keeps its last good content, and somebody is told. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptFeed, listFeeds, status } from '../../lib/operations/index.ts';
import { appliedConfig } from '../../lib/reconcile/pass/session.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh/refresh-organization.ts';
import { calendar, event } from '../calendars/ical/support.ts';
import { type FeedServer, feedServer } from '../reconcile/refresh/feeds/server.ts';
import { parisShops } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const DAY = 24 * 3600_000;
const days = (...dates: string[]) =>
  calendar(...dates.flatMap((date) => event(`UID:${date}`, `DTSTART;VALUE=DATE:${date}`, 'SUMMARY:Closed')));
const FOUR = days('20261224', '20261225', '20270101', '20270501');

let world: World;
let server: FeedServer;
/** What the server answers: a calendar, or a status. */
let content: string | number;
beforeEach(async () => {
  content = FOUR;
  server = await feedServer((_, response) => {
    if (typeof content === 'number') response.writeHead(content).end();
    else response.end(content);
  });
  world = await makeWorld({
    businesses: parisShops(2),
    rules: `rules: { office: { ical: { from: "${server.url}/a.ics", allowPrivateAddress: true } } }`,
  });
});
afterEach(async () => {
  await world.end();
  await server[Symbol.asyncDispose]();
});

async function refresh(deps = {}) {
  await world.clock.sleepUntil(world.clock.now() + DAY);
  const applied = await appliedConfig(world.store);
  const report = await refreshOrganization(
    { ...world.deps, announces: true, ...deps },
    applied,
    applied.config.organizations[0]!,
  );
  // What changed is told as well (changed-dates.test.ts).
  return { ...report, warnings: report.warnings.filter(({ code }) => code !== 'dates-changed') };
}
const inForce = async () =>
  (await world.store.readCalendars('acme'))!.occurrences.office?.['']?.map(({ start }) => start);
const FOUR_DAYS = ['2026-12-24', '2026-12-25', '2027-01-01', '2027-05-01'];

test('shops are closed by the days of a feed, and reopened', async () => {
  await world.until('2026-12-24T00:30:00+01:00');
  await world.run();
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
  await world.until('2026-12-26T00:30:00+01:00');
  await world.run();
  expect(world.settingsOf('ST-00001').is_launched).toBe(true);
});

describe('what was last good stays in force', () => {
  test.each<[string, string | number, string]>([
    ['a server that fails', 500, 'answered 500'],
    ['a page instead of a calendar', '<html>Sign in</html>', 'no iCalendar'],
    ['a calendar cut on its way', FOUR.slice(0, 200), 'cut'],
  ])('%s', async (_, answer, why) => {
    content = answer;
    const { warnings } = await refresh();
    expect(warnings).toMatchObject([{ code: 'feed', message: expect.stringContaining(why) }]);
    expect(warnings[0]!.message).not.toContain('a.ics');
    expect(await inForce()).toEqual(FOUR_DAYS);
    const alerts = (await world.store.takeOutbox('acme', 10)).map(
      ({ type, detail }) => `${type} ${detail.alert}`,
    );
    expect(alerts).toEqual(['Calendar Alert feed']);
    expect((await status(world.deps, null)).feeds).toMatchObject([
      { lastError: expect.stringContaining(why) },
    ]);
    content = FOUR;
    expect((await refresh()).warnings).toEqual([]);
    expect((await status(world.deps, null)).feeds).toEqual([]);
  });

  test.each([
    ['story 17: a feed that turns up empty', calendar(), 0],
    ['fewer than half of what lay ahead', days('20261225'), 1],
  ])('%s is held back until somebody accepts it', async (_, answer, coming) => {
    content = answer;
    const { warnings } = await refresh();
    expect(warnings).toMatchObject([
      { code: 'feed-held-back', message: expect.stringContaining(`${coming} of 4`) },
    ]);
    expect(await inForce()).toEqual(FOUR_DAYS);
    const [held] = (await listFeeds(world.deps, null)).map(({ heldBack }) => heldBack);
    expect(held).toMatchObject({ coming, comingBefore: 4, since: expect.stringContaining('2026-12-21') });
    await refresh();
    expect((await listFeeds(world.deps, null))[0]!.heldBack).toEqual(held);
    await acceptFeed(world.deps, 'office', null);
    expect(await inForce()).toHaveLength(coming);
    expect(await world.store.readDue('acme')).toBeLessThanOrEqual(world.clock.now());
    expect((await refresh()).warnings).toEqual([]);
    expect(await inForce()).toHaveLength(coming);
  });

  test('what comes back by itself is taken without anybody', async () => {
    content = calendar();
    await refresh();
    content = days('20261225', '20270101', '20270501');
    expect((await refresh()).warnings).toEqual([]);
    expect(await inForce()).toEqual(['2026-12-25', '2027-01-01', '2027-05-01']);
  });
});

describe('an event that is of no use keeps its last good occurrences, alone (rule 28)', () => {
  const weekly = (rule: string, ...lines: string[]) =>
    event(
      'UID:team',
      'SUMMARY:Team day',
      'DTSTART:20270105T120000',
      'DURATION:PT2H',
      `RRULE:${rule}`,
      ...lines,
    );
  const christmas = (date: string) => event('UID:xmas', 'SUMMARY:Christmas', `DTSTART;VALUE=DATE:${date}`);
  const team = ['2027-01-05T12:00', '2027-01-12T12:00'];
  const good = calendar(...weekly('FREQ=WEEKLY;COUNT=2'), ...christmas('20261225'));

  test.each<[string, string, string]>([
    [
      'that recurs too often',
      calendar(...weekly('FREQ=SECONDLY'), ...christmas('20261226')),
      'recurs too often',
    ],
    [
      'whose rule is none',
      calendar(...weekly('FREQ=OFTEN'), ...christmas('20261226')),
      'without a frequency',
    ],
    [
      'whose time zone nobody knows, its alarm within',
      calendar(
        ...event(
          'UID:team',
          'DTSTART;TZID=Nowhere/Land:20270105T120000',
          ...['BEGIN:VALARM', 'UID:xmas', 'END:VALARM'],
        ),
        ...christmas('20261226'),
      ),
      'Nowhere/Land',
    ],
    [
      'of which a change cannot be read',
      calendar(
        ...weekly('FREQ=WEEKLY;COUNT=5'),
        ...event('UID:team', 'RECURRENCE-ID:20270105T120000', 'DTSTART:soon'),
        ...christmas('20261226'),
      ),
      'it has no beginning',
    ],
  ])('one %s', async (_, odd, why) => {
    content = good;
    await refresh();
    expect(await inForce()).toEqual(['2026-12-25', ...team]);
    for (let again = 0; again < 2; again++) {
      content = odd;
      const { warnings } = await refresh();
      expect(warnings).toMatchObject([{ code: 'feed-event', message: expect.stringContaining(why) }]);
      expect(warnings[0]!.message).toContain('UID team');
      expect(warnings[0]!.message).toContain('keeps its last good occurrences');
      expect(await inForce()).toEqual(['2026-12-26', ...team]);
    }
    const [row] = await listFeeds(world.deps, null);
    expect(row).toMatchObject({
      lastError: null,
      heldBack: null,
      setAside: { count: 1, entries: [{ uid: 'team', keepsLast: true, why: expect.stringContaining(why) }] },
    });
    expect((await status(world.deps, null)).feeds).toHaveLength(1);
    const alerts = await world.store.takeOutbox('acme', 100);
    expect(alerts.filter(({ detail }) => detail.alert === 'feed-event')).toHaveLength(2);
    const { organizations } = await world.run();
    expect(organizations[0]!.warnings.map(({ code }) => code)).toContain('feed-event');
    content = good;
    expect((await refresh()).warnings.filter(({ code }) => code === 'feed-event')).toEqual([]);
    expect((await status(world.deps, null)).feeds).toEqual([]);
  });

  test('story 16: what was deleted is gone, what stands there twice closes once, and what was never good nothing', async () => {
    const four = ['1224', '1225', '1226', '1227'].flatMap((day) =>
      event(`UID:${day}`, `DTSTART;VALUE=DATE:2026${day}`),
    );
    content = calendar(...weekly('FREQ=OFTEN'), ...four);
    const { warnings } = await refresh();
    expect(warnings).toMatchObject([
      { code: 'feed-event', message: expect.stringContaining('closes nothing') },
    ]);
    expect(await inForce()).toHaveLength(4);
    content = good;
    await refresh();
    content = calendar(
      ...christmas('20261225'),
      ...christmas('20261225'),
      ...event('UID:other', 'DTSTART;VALUE=DATE:20270101'),
    );
    expect((await refresh()).warnings).toEqual([]);
    expect(await inForce()).toEqual(['2026-12-25', '2027-01-01']);
  });

  test('an occurrence that is kept goes on as the days do', async () => {
    content = calendar(...weekly('FREQ=MONTHLY;BYMONTHDAY=5'), ...christmas('20261225'));
    await refresh();
    content = calendar(...weekly('FREQ=OFTEN'), ...christmas('20261225'));
    await refresh();
    await world.until('2027-12-01T00:00:00Z');
    await refresh();
    expect((await inForce())!.at(-1)).toBe('2028-12-05T12:00');
  });
});

test('half of what lay ahead, and days that are over, are no reason to hold back', async () => {
  content = days('20270101', '20270501');
  expect((await refresh()).warnings).toEqual([]);
  await world.until('2027-01-03T00:00:00Z');
  content = days('20270501');
  expect((await refresh()).warnings).toEqual([]);
});

test('run tells of it until it is over', async () => {
  content = calendar();
  await refresh({ announces: false });
  const { organizations } = await world.run();
  expect(organizations[0]!.warnings).toMatchObject([{ code: 'feed-held-back' }]);
});

test('accepting what is not held back, or is no feed, is an error that says what there is', async () => {
  await expect(acceptFeed(world.deps, 'office', null)).rejects.toMatchObject({ code: 'nothing-held-back' });
  await expect(acceptFeed(world.deps, 'offices', null)).rejects.toMatchObject({
    code: 'no-feed',
    remedy: 'Rules with one: office.',
  });
});

test('what was accepted while the store failed is still held back, and can be accepted again', async () => {
  content = days('20270101');
  await refresh();
  const saveCalendars = async () => Promise.reject(new Error('Not now.'));
  const failing = { ...world.deps, store: { ...world.store, saveCalendars } };
  await expect(acceptFeed(failing, 'office', null)).rejects.toThrow('Not now.');
  await acceptFeed(world.deps, 'office', null);
  expect(await inForce()).toEqual(['2027-01-01']);
});

test('accepting makes nothing whole that a refresh has saved half of', async () => {
  content = days('20270101');
  await refresh();
  const known = (await world.store.readCalendars('acme'))!;
  await world.store.saveCalendars('acme', { ...known, directoryReadAt: known.directoryReadAt! - DAY });
  await acceptFeed(world.deps, 'office', null);
  expect(await inForce()).toEqual(['2027-01-01']);
  expect((await world.store.readCalendars('acme'))!.directoryReadAt).toBe(known.directoryReadAt! - DAY);
});

test('a feed that another source takes the place of is not compared with it', async () => {
  await world.apply(
    `rules: { office: { ical: { from: "${server.url}/b.ics", allowPrivateAddress: true } } }`,
    9,
  );
  content = days('20270101');
  await world.apply(
    `rules: { office: { ical: { from: "${server.url}/c.ics", allowPrivateAddress: true } } }`,
    9,
  );
  expect(await inForce()).toEqual(['2027-01-01']);
});

test('behind a secret whose address changed is read what is there, also where it is older', async () => {
  const serving = (text: string, modified: string) =>
    feedServer(({ headers }, response) => {
      const isKnown = Date.parse(headers['if-modified-since'] ?? '') >= Date.parse(modified);
      response.writeHead(isKnown ? 304 : 200, { 'last-modified': modified }).end(isKnown ? '' : text);
    });
  await using first = await serving(FOUR, 'Mon, 14 Dec 2026 08:00:00 GMT');
  await using second = await serving(days('20261228', '20261229'), 'Tue, 01 Dec 2026 08:00:00 GMT');
  let address = first.url;
  const resolveSecret = async () => address;
  await world.apply('rules: { office: { ical: { from: env:CALENDAR, allowPrivateAddress: true } } }', 9);
  await refresh({ resolveSecret });
  expect(await inForce()).toEqual(FOUR_DAYS);
  address = second.url;
  await refresh({ resolveSecret });
  expect(await inForce()).toEqual(['2026-12-28', '2026-12-29']);
});

test('what is held back is judged by what lies ahead by now, also where the server has nothing new', async () => {
  await using tagging = await feedServer(({ headers }, response) => {
    const etag = content === FOUR ? '"before"' : '"after"';
    const isKnown = headers['if-none-match'] === etag;
    response.writeHead(isKnown ? 304 : 200, { etag }).end(isKnown ? '' : content);
  });
  await world.apply(`rules: { office: { ical: { from: "${tagging.url}", allowPrivateAddress: true } } }`, 9);
  content = days('20270501');
  expect((await refresh()).warnings).toMatchObject([{ code: 'feed-held-back' }]);
  await world.until('2026-12-27T00:00:00Z');
  expect((await refresh()).warnings).toEqual([]);
  expect(await inForce()).toEqual(['2027-05-01']);
});
