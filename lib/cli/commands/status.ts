import { Command, Option } from 'commander';
import type { Clock } from '../../clock.ts';
import { BUSINESS_STATES } from '../../closures/record.ts';
import type { BusinessStatus, StatusReport } from '../../operations/index.ts';
import { act } from '../context.ts';
import type { Output } from '../output.ts';
import { type SelectorOptions, scopeOf, withSelectors } from '../selectors.ts';
import { printBusinesses, printClosures, printHead, printOdd } from '../status-lines.ts';
import { stopOnSignals } from '../stop-signal.ts';

interface StatusOptions extends SelectorOptions {
  state?: BusinessStatus['state'];
  summary?: boolean;
  watch?: boolean;
}

export function statusCommand(): Command {
  const command = withSelectors(
    new Command('status')
      .summary('whether every shop is as it should be, and where it stands')
      .description(
        'Shows whether every shop is as it should be, what is not, and the closures in force, from what is ' +
          'remembered; asks Partoo nothing. With --state or selectors: each of those shops.',
      ),
    'every shop, a line each',
  )
    .addOption(new Option('--state <state>', 'only shops in this state').choices(BUSINESS_STATES))
    .addOption(new Option('--summary', 'only the totals and the closures, without the shops'))
    .addOption(new Option('--watch', 'shows it anew whenever it changes, until stopped').conflicts('json'));
  return act<StatusOptions>(command, async ({ out, withDeps, organization }, options) => {
    const { state, summary = false, all = false, watch = false } = options;
    const scope = scopeOf(options);
    const isFiltered = state !== undefined || Object.keys(scope).length > 0;
    const print = (report: StatusReport) =>
      printStatus(out, report, { isList: (all || isFiltered) && !summary, isFiltered, summary });
    await withDeps(async (deps) => {
      const { status } = await import('../../operations/index.ts');
      const look = () => status(deps, organization, { scope, ...(state === undefined ? {} : { state }) });
      if (watch) return follow(out, deps.clock, look, print);
      const report = await look();
      if (out.json) await out.document(summary ? { ...report, businesses: [] } : report);
      else print(report);
    });
    return 0;
  });
}

/** Nothing changes faster than businesses are written to. */
const LOOK_MILLISECONDS = 2000;
const CLEAR = '\x1b[H\x1b[2J\x1b[3J';

/** Shows a report until stopped, and again whenever it is another one; a terminal shows the last one only. */
async function follow(
  out: Output,
  clock: Clock,
  look: () => Promise<StatusReport>,
  print: (report: StatusReport) => void,
): Promise<void> {
  const stop = stopOnSignals();
  let last = '';
  try {
    while (!stop.signal.aborted) {
      const report = await look();
      const text = JSON.stringify(report);
      if (text !== last) {
        if (process.stdout.isTTY) await out.write(CLEAR);
        else if (last !== '') out.line();
        print(report);
      }
      last = text;
      await clock.sleep(LOOK_MILLISECONDS, stop.signal).catch(() => {});
    }
  } finally {
    stop.release();
  }
}

export function printStatus(
  out: Output,
  report: StatusReport,
  { isList, isFiltered, summary }: { isList: boolean; isFiltered: boolean; summary: boolean },
): void {
  const { businesses } = report;
  if (businesses.length === 0 && !isFiltered) {
    out.line('No shop is known yet.');
    out.line(out.paint('dim', '`apply` reads them from Partoo.'));
    return;
  }
  printHead(out, report);
  if (isList && businesses.length > 0) {
    out.line();
    printBusinesses(out, businesses);
  } else if (!summary) printOdd(out, businesses);
  printClosures(out, businesses);
  out.line();
  out.line(out.paint('dim', advice(businesses)));
}

function advice(businesses: readonly BusinessStatus[]): string {
  if (businesses.some(({ state }) => state === 'zone-unknown'))
    return 'Nothing is done where the zone is unknown: set it under `businesses` or `corrections` in closures.yml.';
  if (businesses.some(({ kept }) => kept.length > 0))
    return 'What was there before somebody changed it comes back with: partoo-closures restore BUSINESS';
  return 'Why a shop is as it is: partoo-closures explain BUSINESS';
}
