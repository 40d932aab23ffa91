/** Preloaded into a measured process: leaves what the process used in the file that BENCH_USAGE names. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const file = process.env.BENCH_USAGE;
  if (file) writeFileSync(file, JSON.stringify(process.resourceUsage()));
});
