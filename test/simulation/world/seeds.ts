/**
 * `npm run simulate:seeds -- N [--from S]` plays N worlds on all cores; `-- --seed S` one, cut down to the least that
 * fails, which `--least FILE` keeps; `-- --date` goes on from a seed that the day gives, until `--seconds` are over.
 */

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { realClock } from '../../../lib/clock.ts';
import { FALSE_ALARMS, type Played, REGRESSIONS } from './regressions.ts';

/** How many seeds one day may take before it meets those of the next. */
const SEEDS_A_DAY = 10_000;

/** What a pass makes is soon forgotten: collecting it seldom saves a tenth of the time. */
const YOUNG = { maxYoungGenerationSizeMb: 128 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    date: { type: 'boolean', default: false },
    workers: { type: 'string' },
    least: { type: 'string' },
  },
});

if (values.seed !== undefined) process.exitCode = (await one(Number(values.seed))) ? 0 : 1;
else process.exitCode = (await many()) ? 0 : 1;

/** Whether all is well with it. */
async function one(seed: number): Promise<boolean> {
  // Workers load what plays; here it is needed for one alone.
  const [{ drawWorld }, { shrink }, { faultsOf }] = await Promise.all([
    import('./draw/draw-world.ts'),
    import('./shrink.ts'),
    import('./simulate.ts'),
  ]);
  const faults = await faultsOf(drawWorld(seed));
  if (faults.length === 0) {
    console.log(`seed ${seed}: nothing is wrong`);
    return true;
  }
  console.log(`seed ${seed}:\n  ${faults.join('\n  ')}`);
  const { world, faults: left, tries } = await shrink(drawWorld(seed), faults);
  const least = `${JSON.stringify(world, null, 2)}\n`;
  if (values.least === undefined)
    console.log(`the least world that fails so, after ${tries} tries:\n${least}`);
  else writeFileSync(values.least, least);
  console.log(`  ${left.join('\n  ')}`);
  return false;
}

async function many(): Promise<boolean> {
  const from = values.date ? Math.floor(realClock.now() / 86_400_000) * SEEDS_A_DAY : Number(values.from);
  const count = positionals[0] === undefined ? Number.POSITIVE_INFINITY : Number(positionals[0]);
  const until =
    values.seconds === undefined ? Number.POSITIVE_INFINITY : realClock.now() + Number(values.seconds) * 1000;
  if (count === Number.POSITIVE_INFINITY && until === count)
    throw new Error('Say how many, or how many --seconds.');
  const kept: Played[] = values.date ? [...REGRESSIONS, ...FALSE_ALARMS] : [];
  let [played, failed, next] = [0, 0, from];
  const begun = { at: realClock.now(), cpu: process.cpuUsage() };
  const take = (): Played | undefined => {
    if (kept.length > 0) return kept.shift();
    return next < from + count && realClock.now() < until ? { seed: next++ } : undefined;
  };
  const workers = Number(values.workers ?? availableParallelism());
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: YOUNG });
      for (let each = take(); each !== undefined; each = take()) {
        const faults = await asked(worker, each);
        played += 1;
        if (faults.length === 0) continue;
        failed += 1;
        console.log(`seed ${each.seed}: ${faults.length} faults\n  ${faults.slice(0, 4).join('\n  ')}`);
      }
      await worker.terminate();
    }),
  );
  const { user, system } = process.cpuUsage(begun.cpu);
  const minutes = (user + system) / 60e6;
  console.log(
    `${played} seeds from ${from}, ${failed} failed; ${Math.round((realClock.now() - begun.at) / 1000)} s, ` +
      `${Math.round(played / minutes)} seeds a minute of one processor`,
  );
  return failed === 0;
}

function asked(worker: Worker, played: Played): Promise<string[]> {
  const answer = once(worker, 'message').then(([faults]) => faults as string[]);
  worker.postMessage(played);
  return answer;
}
