import { Command, Option } from 'commander';
import { BUSINESS_STATES } from '../../closures/record.ts';
import type { BusinessStatus, StatusReport } from '../../operations/index.ts';
import { act } from '../context.ts';
import type { Output } from '../output.ts';
import { type SelectorOptions, scopeOf, withSelectors } from '../selectors.ts';
import { printBusinesses, printClosures, printHead, printOdd } from '../status-lines.ts';

interface StatusOptions extends SelectorOptions {
  state?: BusinessStatus['state'];
  summary?: boolean;
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
    .addOption(new Option('--summary', 'only the totals and the closures, without the shops'));
  return act<StatusOptions>(command, async ({ out, withDeps, organization }, options) => {
    const { state, summary = false, all = false } = options;
    const scope = scopeOf(options);
    const report = await withDeps(async (deps) => {
      const { status } = await import('../../operations/index.ts');
      return status(deps, organization, { scope, ...(state === undefined ? {} : { state }) });
    });
    if (out.json) out.document(summary ? { ...report, businesses: [] } : report);
    else {
      const isFiltered = state !== undefined || Object.keys(scope).length > 0;
      printStatus(out, report, { isList: (all || isFiltered) && !summary, isFiltered, summary });
    }
    return 0;
  });
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
