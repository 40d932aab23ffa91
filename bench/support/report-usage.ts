/**
 * Preloaded into a measured process: leaves what the process used in the file that BENCH_USAGE names. From SIGUSR2 on it
 * counts anew, and how long the event loop was held up.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Between two looks at what the thread has worked. */
const LOOK_MILLISECONDS = 5;

const file = process.env.BENCH_USAGE;
if (file && isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  let before = { user: 0, system: 0 };
  let stretch = 0;
  process.on('SIGUSR2', () => {
    before = process.cpuUsage();
    delay.enable();
    watchStretches((milliseconds) => {
      stretch = Math.max(stretch, milliseconds);
    });
  });
  process.on('exit', () => {
    const { user, system } = process.cpuUsage(before);
    const heldUp = { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6, stretch };
    writeFileSync(
      file,
      JSON.stringify({ ...process.resourceUsage(), sinceCpuMilliseconds: (user + system) / 1000, heldUp }),
    );
  });
}

/** Tells what this thread worked between two turns of its event loop: unlike the clock, it does not count what others on the machine take. */
function watchStretches(tell: (milliseconds: number) => void): void {
  const worked = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = worked();
  setInterval(() => {
    const now = worked();
    tell(now - last);
    last = now;
  }, LOOK_MILLISECONDS).unref();
}
