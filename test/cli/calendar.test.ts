import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { expect, test, vi } from 'vitest';
import { createCalendarFile } from '../../lib/operations/calendar/calendar-file.ts';
import type { PlannedClosure } from '../../lib/operations/index.ts';
import { desk } from '../support/desk/desk.ts';

vi.setConfig({ testTimeout: 120_000 });

const RULES = `  feasts: { scope: { codes: [ST-00001, ST-00002] }, holidays: {} }
  inventory: { scope: { codes: [ST-00001] }, dates: [{ from: 2027-02-10T12:00, to: 2027-02-10T18:00, name: "Stock, taking; all" }] }
`;
const WINDOW = ['--from', '2026-12-20', '--to', '2027-03-01'];

interface Shown {
  summary: string;
  start: string;
  end: string;
  uid: string;
}

/** The events of a file, as another calendar program reads them. */
function eventsOf(text: string): Shown[] {
  return ICAL.Component.fromString(text)
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component))
    .map(({ summary, startDate, endDate, uid }) => ({
      summary,
      start: startDate.toString(),
      end: endDate.toString(),
      uid,
    }));
}

test('closures become events: days whole, times in UTC, shops that close together as one', async () => {
  await using user = await desk(RULES);
  const before = JSON.stringify(user.sandbox.settings());
  const { code, stdout } = await user.run(['calendar', ...WINDOW]);
  expect(code).toBe(0);
  const events = eventsOf(stdout);
  expect(events[0]).toMatchObject({
    start: '2026-12-25',
    end: '2026-12-26',
    summary: expect.stringMatching(/Noël.*\(2 shops\)/),
  });
  expect(events.at(-1)).toMatchObject({
    start: '2027-02-10T11:00:00Z',
    end: '2027-02-10T17:00:00Z',
    summary: 'Stock, taking; all (1 shop)',
  });
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  expect(stdout.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(JSON.stringify(user.sandbox.settings())).toBe(before);
});

test('it goes into a file, the same each time', async () => {
  await using user = await desk(RULES);
  const { code, stdout } = await user.run(['calendar', ...WINDOW, '--out', 'closures.ics']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Written +closures\.ics: \d+ events, \d+ closures/);
  const text = await readFile(join(user.folder, 'closures.ics'), 'utf8');
  expect((await user.run(['calendar', ...WINDOW])).stdout).toBe(text);
  const document = (await user.run(['calendar', ...WINDOW, '--json'])).json();
  expect(document).toMatchObject({ file: null, events: eventsOf(text).length, calendar: text });
});

test('no control character of a name or a code reaches the file', () => {
  const file = createCalendarFile();
  const row = {
    organization: 'acme',
    rule: 'feasts',
    kind: 'close',
    offlineMessage: null,
    name: 'No\u001b[31mël',
    code: 'ST-\u001b]0;x\u0007\u001b[2J1',
  };
  const times = { timezone: 'UTC', start: '2026-12-25T00:00:00Z', end: '2026-12-26T00:00:00Z' };
  const facts = { ...row, ...times, business: 'b1' } as PlannedClosure;
  const closure = { facts, reopens: null, offlineMessage: null, wording: () => null };
  file.add({ businesses: [facts], closures: [closure] });
  expect(file.text().replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
  expect(eventsOf(file.text())[0]?.summary).toBe('Noël (1 shop)');
});
