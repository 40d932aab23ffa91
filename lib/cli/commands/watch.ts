import { Command, Option } from 'commander';
import { isoSecondOf } from '../../clock.ts';
import type { Address } from '../../http/index.ts';
import type { Alarm } from '../../operations/alarm.ts';
import { createJsonList } from '../../operations/documents/json-list.ts';
import { organizationDocument } from '../../operations/documents/passes.ts';
import type { OrganizationReport } from '../../operations/index.ts';
import { plain } from '../../operations/plain.ts';
import { count } from '../../operations/words.ts';
import { PAUSED_CODE, pauseWarnings } from '../../reconcile/pass/paused.ts';
import { moment } from '../../short-times.ts';
import { warnIfFileDiffers } from '../applied.ts';
import { act } from '../context.ts';
import { parseAddress, serveWhile } from '../http.ts';
import { notifierOf } from '../notifier.ts';
import type { Output } from '../output.ts';
import { verb } from '../results.ts';
import { stopOnSignals } from '../stop-signal.ts';

export function watchCommand(): Command {
  const command = new Command('watch')
    .summary('look every second, until stopped: the embedded way to run for good')
    .description(
      'Looks every second for what is due and does it, until stopped by SIGINT or SIGTERM. With --json, one document: ' +
        'the list of passes, written as they end.',
    )
    .addOption(
      new Option(
        '--http <address>',
        'also serve the HTTP interface at [HOST:]PORT (default host 127.0.0.1; port 0: any that is free)',
      ).argParser(parseAddress),
    );
  return act<{ http?: Address }>(command, async (context, { http }) => {
    const { out, clock, organization } = context;
    const passes = out.json ? createJsonList(out, '{"passes":', '}') : null;
    await context.withDeps(async (deps, progress) => {
      const { appliedConfig, watch } = await import('../../operations/index.ts');
      const { selectOrganizations } = await import('../../reconcile/pass/session.ts');
      const { config } = await appliedConfig(deps.store);
      const selected = selectOrganizations(config, organization);
      const names = selected.map(({ id }) => id);
      await warnIfFileDiffers(context, deps.store);
      const stop = stopOnSignals(() =>
        progress.note('stopping: what is under way is finished or left to the next pass'),
      );
      out.line(`Watching ${names.join(', ')}. Stop with Ctrl-C.`);
      const told = new Map<string, string | null>();
      for (const { id } of selected)
        tellPause(out, told, { id, warnings: await pauseWarnings(deps.store, [{ id }]) });
      const notifier = await notifierOf(context, deps);
      const work = (onTick?: () => void, alarm?: Alarm) =>
        watch(deps, {
          organization,
          signal: stop.signal,
          ...(alarm === undefined ? {} : { alarm }),
          onTick() {
            onTick?.();
            notifier?.tick();
          },
          onReport(report) {
            progress.end();
            const at = clock.now();
            void passes?.add({ at: isoSecondOf(at), ...organizationDocument(report) });
            tellPause(out, told, report);
            if (isWorthALine(report)) out.line(`${out.paint('dim', moment(at))}  ${inALine(report)}`);
          },
        });
      try {
        await (http === undefined ? work() : serveWhile({ deps, context, address: http }, work));
      } finally {
        stop.release();
        await notifier?.over();
        await passes?.end();
      }
    }, true);
    out.line('Stopped. Nothing is lost: the next `watch` or `run` goes on from here.');
    return 0;
  });
}

/** A pause is said once, and that it is over; passes go on meanwhile, and write nothing. */
function tellPause(
  out: Output,
  told: Map<string, string | null>,
  { id, warnings }: Pick<OrganizationReport, 'id' | 'warnings'>,
): void {
  const message = warnings.find(({ code }) => code === PAUSED_CODE)?.message ?? null;
  const before = told.get(id) ?? null;
  told.set(id, message);
  if (message === before) return;
  out.line(message === null ? `${id}: writing goes on.` : out.paint('yellow', plain(message)));
}

/** A quiet minute leaves no trace. */
function isWorthALine({ results, error }: OrganizationReport): boolean {
  return results.length > 0 || error !== undefined;
}

function inALine({ id, results, error, dueAt }: OrganizationReport): string {
  const next = dueAt === null ? '' : `; next at ${moment(dueAt)}`;
  if (error) return `${id}: ${plain(error.message)}${next}`;
  const tally = new Map<string, number>();
  for (const result of results) {
    const what = verb(result);
    tally.set(what, (tally.get(what) ?? 0) + 1);
  }
  const parts = [...tally].map(([what, number]) => `${what} ${count(number, 'shop')}`);
  return `${id}: ${parts.join(', ')}${next}`;
}
