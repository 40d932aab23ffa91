/** A file counts for every organization that it names, also where it is applied for one of them (design rules 22 and 28). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseConfig } from '../../lib/config/index.ts';
import { applyConfig } from '../../lib/operations/index.ts';
import { appliedConfig } from '../../lib/reconcile/pass/session.ts';
import { refreshOrganization } from '../../lib/reconcile/refresh/refresh-organization.ts';
import { calendar, event } from '../calendars/ical/support.ts';
import { type FeedServer, feedServer } from '../reconcile/refresh/feeds/server.ts';
import { parisShops } from '../support/world/passes.ts';
import { makeWorld, type World } from '../support/world/world.ts';

const SHOPS = 24;
const on = (date: string) =>
  calendar(...event('UID:a', `DTSTART;VALUE=DATE:${date}`, 'SUMMARY:Stock-taking'));

let world: World;
let server: FeedServer;
let content = on('20270301');
beforeAll(async () => {
  server = await feedServer((_, response) => response.end(content));
  world = await makeWorld({ businesses: parisShops(SHOPS) });
  await apply(null, RULES());
  // As it is once both have been reconciled: nothing is left to tell.
  await world.run();
});
afterAll(async () => {
  await world.end();
  await server[Symbol.asyncDispose]();
});

const RULES = () =>
  `  office: { ical: { from: "${server.url}/a.ics", allowPrivateAddress: true } }\n  years: { dates: [{ every: 05-02 }] }\n`;

function apply(organization: string | null, rules: string, allowNow: number | null = null) {
  const member = `{ apiKey: env:PARTOO_API_KEY, baseUrl: "${world.sandbox.url}", timezone: Europe/Paris, language: fr }`;
  const text = `version: 1\norganizations:\n  acme: ${member}\n  other: ${member}\nrules:\n${rules}`;
  const confirm = async () => true;
  return applyConfig({ ...world.deps, announces: true }, parseConfig(text, 'closures.yml'), {
    organization,
    allowNow,
    confirm,
  });
}

async function refresh(id: string) {
  await world.clock.sleepUntil(world.clock.now() + 24 * 3600_000);
  const applied = await appliedConfig(world.store);
  const organization = applied.config.organizations.find((one) => one.id === id)!;
  return refreshOrganization({ ...world.deps, announces: true }, applied, organization);
}

test('what would close the shops of another one now is refused as well, and asks Partoo nothing about them', async () => {
  const today = `${RULES()}  today: { dates: [{ from: 2026-12-20 }], scope: { organizations: [other] } }\n`;
  await expect(apply('acme', today)).rejects.toMatchObject({
    code: 'changes-too-much-now',
    message: expect.stringContaining('"other"'),
  });
  const { organizations } = await apply('acme', today, SHOPS);
  expect(organizations).toMatchObject([
    { id: 'acme', closingNow: 0 },
    { id: 'other', closingNow: SHOPS, requests: { reads: 0 } },
  ]);
});

test('the next refresh of another one tells which dates changed', async () => {
  await apply('acme', RULES().replace('05-02', '05-03'), SHOPS);
  content = on('20270308');
  const { warnings } = await refresh('other');
  expect(warnings).toMatchObject([{ code: 'dates-changed' }]);
  expect(warnings[0]!.message).toContain('2027-03-08 moved from 2027-03-01');
});

test('the next refresh of another one holds back what would close too many at once', async () => {
  await apply('acme', RULES().replace('05-02', '05-04'), SHOPS);
  content = calendar(
    ...event('UID:a', 'DTSTART;VALUE=DATE:20270308', 'SUMMARY:Stock-taking'),
    ...event('UID:b', 'DTSTART;VALUE=DATE:20261221', 'DTEND;VALUE=DATE:20261231', 'SUMMARY:Flood'),
  );
  const { warnings } = await refresh('other');
  expect(warnings).toMatchObject([{ code: 'dates-held-back' }]);
});
