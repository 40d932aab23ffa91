/** What of a feed somebody accepts while others are at work stays accepted. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptFeed, applyConfig } from '../../lib/operations/index.ts';
import { appliedConfig } from '../../lib/reconcile/pass/session.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh/refresh-organization.ts';
import { calendar, event } from '../calendars/ical/support.ts';
import { type FeedServer, feedServer } from '../reconcile/refresh/feeds/server.ts';
import { parisShops } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const days = (...dates: string[]) =>
  calendar(...dates.flatMap((date) => event(`UID:${date}`, `DTSTART;VALUE=DATE:${date}`, 'SUMMARY:Closed')));
let world: World;
let server: FeedServer;
let content = days('20261224', '20261225', '20270101', '20270501');
let rules: string;
let whileFetched: (() => Promise<void>) | null = null;
beforeEach(async () => {
  content = days('20261224', '20261225', '20270101', '20270501');
  server = await feedServer((_, response) => {
    const once = whileFetched;
    whileFetched = null;
    void (once?.() ?? Promise.resolve()).then(() => response.end(content));
  });
  rules = `rules: { office: { ical: { from: "${server.url}/a.ics", allowPrivateAddress: true } } }`;
  world = await makeWorld({ businesses: parisShops(2), rules });
});
afterEach(async () => {
  await world.end();
  await server[Symbol.asyncDispose]();
});

test('what of a feed was accepted before an apply was answered with yes stays accepted', async () => {
  content = days('20261228');
  await world.clock.sleepUntil(world.clock.now() + 24 * 3600_000);
  const applied = await appliedConfig(world.store);
  await refreshOrganization(world.deps, applied, applied.config.organizations[0]!);
  const confirm = async () => {
    expect(await acceptFeed(world.deps, 'office', null)).toHaveLength(1);
    return true;
  };
  await applyConfig(world.deps, world.configOf(rules), { organization: null, allowNow: 9, confirm });
  expect((await world.store.readFeed('acme', 'office'))!.heldBack).toBeNull();
  await world.until('2026-12-28T00:30:00+01:00');
  await world.run();
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
});

test('what of a feed was accepted while a refresh reads it stays accepted', async () => {
  content = days('20261228');
  for (const isLast of [false, true]) {
    await world.clock.sleepUntil(world.clock.now() + 24 * 3600_000);
    whileFetched = isLast ? async () => void (await acceptFeed(world.deps, 'office', null)) : null;
    const applied = await appliedConfig(world.store);
    await refreshOrganization(world.deps, applied, applied.config.organizations[0]!);
  }
  whileFetched = null;
  expect((await world.store.readFeed('acme', 'office'))!.heldBack).toBeNull();
  await world.until('2026-12-28T00:30:00+01:00');
  await world.run();
  expect(world.settingsOf('ST-00001').is_launched).toBe(false);
});
