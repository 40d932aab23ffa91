/** Feeds that are files beside closures.yml. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesIn } from '../../../../lib/reconcile/refresh/feeds/files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feeds-'));
  await writeFile(join(folder, 'closed.ics'), 'BEGIN:VCALENDAR');
  await mkdir(join(folder, 'folder'));
  // Whoever opens a pipe that nobody writes to waits for ever.
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await writeFile(join(folder, 'large'), '');
  await truncate(join(folder, 'large'), 5 * 1024 * 1024 + 1);
});
afterAll(() => rm(folder, { recursive: true }));

test('a file is read as it is', async () => {
  expect(Buffer.from(await filesIn(folder)('closed.ics')).toString()).toBe('BEGIN:VCALENDAR');
});

test.each([
  ['none.ics', 'there is no such file'],
  ['folder', 'it is no file'],
  ['pipe', 'it is no file'],
  ['/dev/zero', 'it is no file'],
  ['large', 'it has more than 5 MB'],
])('%s is refused: %s', async (from, message) => {
  await expect(filesIn(folder)(from)).rejects.toThrow(message);
});
