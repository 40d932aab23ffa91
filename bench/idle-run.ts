/** A `run` that finds nothing to do, less what starting a process costs. */
import { measure, quickest, type Usage } from './support/child.ts';
import { makeDesk } from './support/desk.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const BUSINESSES = 10_000;
const TIMES = 5;

export async function measureIdleRun(): Promise<Section> {
  const desk = await makeDesk(BUSINESSES);
  try {
    await measure(['apply', '--yes', '--allow-now', String(BUSINESSES), '--json'], desk);
    // Whatever this moment demands is done first, so that all businesses are where they belong and remembered.
    await measure(['run', '--json'], desk);
    desk.sandbox.requests.length = 0;
    const run = await quickest(TIMES, () => measure(['run', '--json'], desk));
    const version = await quickest(TIMES, () => measure(['--version'], desk));
    const extra = run.milliseconds - version.milliseconds;
    return {
      title: `A pass with nothing to do for ${grouped(BUSINESSES)} businesses`,
      about: `\`run\` after everything has been done, as a whole process; the quickest of ${TIMES}.`,
      head: ['', 'time', 'processor time', 'peak memory', 'requests to Partoo'],
      rows: [
        row('`--version`, which only starts', version, 0),
        row('`run`', run, desk.sandbox.requests.length),
      ],
      notes: [
        `Aim: at most 300 ms more than starting (${seconds(extra)}, of which ${seconds(run.cpuMilliseconds - version.cpuMilliseconds)} at work), and no request.`,
      ],
    };
  } finally {
    await desk.end();
  }
}

function row(name: string, usage: Usage, requests: number): string[] {
  return [
    name,
    seconds(usage.milliseconds),
    seconds(usage.cpuMilliseconds),
    `${grouped(usage.peakMegabytes)} MB`,
    String(requests),
  ];
}
