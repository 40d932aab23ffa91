import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const script = fileURLToPath(new URL('host-zone.script.ts', import.meta.url));

/** What one process has parsed the next one need not. */
const cache = join(tmpdir(), `partoo-closures-compiled-${process.pid}`);
afterAll(() => rm(cache, { recursive: true, force: true }));

async function underZone(TZ: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, TZ, NODE_COMPILE_CACHE: cache },
    maxBuffer: 100_000_000,
  });
  return stdout;
}

test('story 15: plan, run and explain say the same to the byte whatever zone the host is in', async () => {
  const expected = await underZone('UTC');
  const lines = expected.trim().split('\n');
  expect(lines.length).toBeGreaterThan(500);
  expect(JSON.parse(lines.at(-2) ?? '')[0]).toBe(true);
  for (const zone of ['Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu'])
    expect(await underZone(zone), zone).toBe(expected);
}, 120_000);
