import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongOnesFirst } from './test/support/long-ones-first.ts';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 256 * 2 ** 20;

/**
 * Where tests put their stores: in memory, if the machine has a folder there. A store has every write reach the disk, and
 * no test outlives the machine's power.
 */
function temporaryFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize < ENOUGH_BYTES ? tmpdir() : MEMORY;
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/deployment/once-a-run.ts'],
    // The suite runs in a zone that no rule is written for: a test that leans on the host's zone fails here.
    env: { TZ: 'Asia/Kathmandu', LC_ALL: 'C', TMPDIR: temporaryFolder() },
    // Files share a process, and what they import is read once: nothing in lib keeps a state that a test could leave behind.
    isolate: false,
    // What was transformed for one run is not transformed again for the next, unless it has changed.
    fsModuleCache: true,
    // Much of what files do is waiting, for processes that they start, a database, a pace: two more than there are cores.
    maxWorkers: availableParallelism() + 2,
    // What a pass makes is soon forgotten: collecting it seldom saves up to a tenth of a simulation's time.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongOnesFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
