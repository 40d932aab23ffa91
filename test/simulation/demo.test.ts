import { expect, test } from 'vitest';
import { simulateCommand } from '../../lib/simulation/index.ts';
import { recorder } from './support.ts';

const DEMO = { config: null, from: null, to: null, demo: true, now: 0 };

test('a Christmas of 36 shops ends with everything restored, and says so', async () => {
  const out = recorder();
  const exitCode = await simulateCommand({ ...DEMO, out });
  const story = out.lines.join('\n');
  expect(out.notes).toEqual([]);
  expect(exitCode).toBe(0);
  expect(story).toContain('36 shops in 6 countries');
  expect(story.match(/^ {2}(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d (Dec|Jan)/gm)).toHaveLength(16);
  expect(story).toContain('is flooded: closed at once');
  expect(story).toMatch(/Closings\s+(\d+) planned, \1 on time/);
  expect(story).toContain('36 of 36 shops, byte for byte');
  expect(story).toContain('offline_message is what its manager made it');
  expect(story).toContain('429: 0');
  expect(story).toContain('npx partoo-closures run --dry-run');
}, 120_000);

test('a reopening that Partoo acknowledged and dropped is found, named by shop and field, and ends with exit code 1', async () => {
  const out = recorder(true);
  const exitCode = await simulateCommand({ ...DEMO, from: '2027-01-02', inject: 'lost-restore', out });
  expect(exitCode).toBe(1);
  expect(out.lines).toEqual([]);
  expect(out.documents).toHaveLength(1);
  expect(out.documents[0]).toMatchObject({
    ok: false,
    // What Partoo does not carry out goes on failing: neither the comparison nor the product says that all is well.
    faults: expect.arrayContaining([
      expect.stringMatching(/^ST-\d{5}: is_launched is not what it was/),
      'A last pass found something that could not be done.',
    ]),
    requests: { tooManyRequests: 0 },
    restored: { businesses: 36, identical: 35, differences: [{ field: 'is_launched' }] },
  });
}, 120_000);

test('a part of it that begins in the middle leaves out what began before', async () => {
  const out = recorder();
  expect(await simulateCommand({ ...DEMO, from: '2026-12-24', to: '2026-12-25', out })).toBe(0);
  expect(out.lines.join('\n')).not.toContain('dry again');
}, 120_000);

test('a fault that is not known is refused', async () => {
  await expect(simulateCommand({ ...DEMO, inject: 'rain', out: recorder() })).rejects.toMatchObject({
    code: 'unknown-fault',
  });
});
