/**
 * Preloaded into a measured process: leaves what the process used in the file that BENCH_USAGE names. From SIGUSR2 on it
 * counts anew, and how long the event loop was held up.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_USAGE;
if (file && isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  let before = { user: 0, system: 0 };
  process.on('SIGUSR2', () => {
    before = process.cpuUsage();
    delay.enable();
  });
  process.on('exit', () => {
    const { user, system } = process.cpuUsage(before);
    const heldUp = { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 };
    writeFileSync(
      file,
      JSON.stringify({ ...process.resourceUsage(), sinceCpuMilliseconds: (user + system) / 1000, heldUp }),
    );
  });
}
