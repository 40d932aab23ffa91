/** `plan` for 10,000 businesses over a year, as a whole process against a local Partoo. */
import { makeBusinesses } from '../lib/sandbox/index.ts';
import { measure, quickest, type Usage } from './support/child.ts';
import { makeDesk } from './support/desk.ts';
import { withHours } from './support/many-hours.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const BUSINESSES = 10_000;
const YEAR = ['--from', '2026-12-01', '--to', '2027-12-01', '--json'];

export async function measurePlan(): Promise<Section> {
  const desk = await makeDesk(makeBusinesses(BUSINESSES).map(withHours));
  try {
    // Once for the compile cache, which every process after the first has.
    await measure(['--version'], desk);
    // The daily refresh, which reads all settings.
    await measure(['apply', '--yes', '--allow-now', String(BUSINESSES)], desk);
    const summary = await quickest(3, () => measure(['plan', ...YEAR, '--summary'], desk));
    const rows = await measure(['plan', ...YEAR], desk);
    const slow = await measure(['plan', ...YEAR], { ...desk, pauseMilliseconds: 5000 });
    return {
      title: `Planning a year for ${grouped(BUSINESSES)} businesses`,
      about:
        `Public holidays and nights, 1 December 2026 to 1 December 2027, in eight countries, 500 different opening hours. One process from its start ` +
        'to the end of its output, the quickest of three for the summary; reading the businesses over HTTP from a local Partoo included.',
      head: ['', 'time', 'processor time', 'peak memory', 'first output after', 'output', 'rows'],
      rows: [
        row('`plan --summary --json`', summary, false),
        row('`plan --json`', rows, true),
        row('`plan --json`, its reader stopping for 5 s', slow, true),
      ],
      notes: [
        `Aims: the summary in at most 3 s (${seconds(summary.milliseconds)}, of which ${seconds(summary.cpuMilliseconds)} at work), row by row in at most 25 s and less than 512 MB ` +
          `(${seconds(rows.milliseconds)}, ${grouped(Math.max(rows.peakMegabytes, slow.peakMegabytes))} MB).`,
        'Rows are written as they are worked out, no faster than they are read: a reader that stops costs no memory.',
      ],
    };
  } finally {
    await desk.end();
  }
}

function row(name: string, usage: Usage, hasRows: boolean): string[] {
  return [
    name,
    seconds(usage.milliseconds),
    seconds(usage.cpuMilliseconds),
    `${grouped(usage.peakMegabytes)} MB`,
    seconds(usage.firstByteMilliseconds),
    `${usage.outputMegabytes.toFixed(1)} MB`,
    // The first line opens the document; what follows the rows is a handful.
    hasRows ? grouped(usage.lines - 6) : '',
  ];
}
