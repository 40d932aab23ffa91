import { expect, test } from 'vitest';
import { printedUnder } from '../support/program.ts';

test('story 15: plan, run and explain say the same to the byte whatever zone the host is in', async () => {
  const expected = await printedUnder('UTC', 'host-zone');
  const lines = expected.trim().split('\n');
  expect(lines.length).toBeGreaterThan(500);
  expect(JSON.parse(lines.at(-2) ?? '')[0]).toBe(true);
  for (const zone of ['Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu'])
    expect(await printedUnder(zone, 'host-zone'), zone).toBe(expected);
}, 120_000);
