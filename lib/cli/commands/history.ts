import { Command, InvalidArgumentError, Option } from 'commander';
import type { Instant } from '../../clock.ts';
import { csvLine } from '../../csv.ts';
import type { HistoryReport } from '../../operations/index.ts';
import type { Store } from '../../store/store.ts';
import { act, type Context } from '../context.ts';
import { printHistory } from '../history-lines.ts';
import { parseInstant } from '../moments.ts';
import type { Output } from '../output.ts';

interface HistoryOptions {
  business?: string;
  since?: Instant;
  limit: number;
  csv?: boolean;
}

const DEFAULT_LIMIT = 100;

export function historyCommand(): Command {
  const command = new Command('history')
    .summary('what was done, by whom, why; newest first')
    .description('Shows what was done, by whom and why, newest first.')
    .addOption(new Option('--business <business>', 'only this one: an id or a store code'))
    .addOption(new Option('--since <instant>', 'only from then on; needs an offset').argParser(parseInstant))
    .addOption(new Option('--limit <n>', 'at most this many').argParser(parseLimit).default(DEFAULT_LIMIT))
    .addOption(new Option('--csv', 'a table for a spreadsheet, instants with offset'));
  return act<HistoryOptions>(command, async (context, { business, since, limit, csv = false }) => {
    const { out, clock, withDeps, organization } = context;
    const report = await withDeps(async (deps) => {
      const { history } = await import('../../operations/index.ts');
      return history(deps, {
        limit,
        ...(since === undefined ? {} : { since }),
        ...(organization === null ? {} : { organization }),
        ...(business === undefined ? {} : { business: await idOf(context, deps.store, business) }),
      });
    });
    if (out.json) await out.document(report);
    else if (csv) await writeCsv(out, report.entries);
    else printHistory(out, report.entries, { limit, now: clock.now() });
    return 0;
  });
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= 1_000_000) return limit;
  throw new InvalidArgumentError('Write a whole number of 1 or more.');
}

/** The id behind a store code. A business that nobody knows any more still has its history, under its id. */
async function idOf({ organization }: Context, store: Store, name: string): Promise<string> {
  const [{ appliedConfig, UsageError }, { findBusiness }] = await Promise.all([
    import('../../operations/index.ts'),
    import('../../operations/find-business.ts'),
  ]);
  try {
    const { config } = await appliedConfig(store);
    return (await findBusiness(store, config, name, organization)).business.id;
  } catch (error) {
    if (!(error instanceof UsageError) || error.code !== 'unknown-business') throw error;
    const entries = await store.listHistory({ business: name, limit: 1 });
    if (entries.length > 0) return name;
    throw error;
  }
}

const COLUMNS = ['at', 'organization', 'business', 'code', 'action', 'reason', 'actor'] as const;

async function writeCsv(out: Output, entries: HistoryReport['entries']): Promise<void> {
  await out.write(`${csvLine(COLUMNS)}\r\n`);
  for (const entry of entries)
    await out.write(`${csvLine(COLUMNS.map((column) => entry[column] ?? ''))}\r\n`);
}
