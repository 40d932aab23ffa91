import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { calendar, event } from '../calendars/ical/support.ts';
import { day, desk } from '../support/desk/desk.ts';

const compact = (date: string): string => date.replaceAll('-', '');

test('a feed by file is read by plan and apply, and shown by feeds', { timeout: 60_000 }, async () => {
  await using user = await desk('  office: { ical: closed.ics }\n');
  await writeFile(
    join(user.folder, 'closed.ics'),
    calendar(...event(`DTSTART;VALUE=DATE:${compact(day(3))}`, 'SUMMARY:Inventory')),
  );
  const planned = (await user.run(['plan', '--json'])).json();
  expect(planned.closures).toHaveLength(12);
  expect(planned.closures[0]).toMatchObject({ rule: 'office', name: 'Inventory' });
  expect((await user.run(['apply', '--yes'])).code).toBe(0);
  const feeds = await user.run(['feeds', '--json']);
  expect(feeds.json().feeds).toMatchObject([
    {
      organization: 'acme',
      rule: 'office',
      source: 'closed.ics',
      events: 1,
      lastError: null,
      heldBack: null,
    },
  ]);
  const { checks } = (await user.run(['doctor', '--json'])).json();
  expect(checks).toContainEqual(
    expect.objectContaining({ check: 'feeds', result: 'ok', message: '1 feed can be read' }),
  );
  const refused = await user.run(['feeds', 'accept', 'office']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('Nothing of the feed of rule "office" is held back.');
});

test('a feed that cannot be read is told once, with why', { timeout: 60_000 }, async () => {
  await using user = await desk(
    '  office: { ical: { from: "http://127.0.0.1:1/a.ics", allowPrivateAddress: true } }\n',
  );
  const { json } = await user.run(['plan', '--json']);
  expect(json().warnings.filter(({ message }) => /office/.test(String(message)))).toEqual([
    { code: 'feed', message: expect.stringContaining('cannot be reached') },
  ]);
});

test('what is wrong with a file is an error of check, at its place', { timeout: 60_000 }, async () => {
  await using user = await desk('  office: { ical: closed.ics }\n');
  const missing = await user.run(['check']);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('there is no such file');
  await writeFile(join(user.folder, 'closed.ics'), 'no calendar');
  const { code, stderr } = await user.run(['check']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^closures\.yml:5:\d+: rules\.office\.ical: what is there is no iCalendar/m);
});

test('a feed whose address is in the environment is refused where functions read it', {
  timeout: 60_000,
}, async () => {
  await using user = await desk('');
  await user.configure(`version: 1
organizations: { acme: { apiKey: ssm:/partoo/key } }
rules: { office: { ical: env:CALENDAR } }
`);
  const { code, stderr } = await user.run(['apply', '--yes', '--store', 'dynamodb:closures-test']);
  expect(code).toBe(2);
  expect(stderr).toContain('where the feed of office is');
});
