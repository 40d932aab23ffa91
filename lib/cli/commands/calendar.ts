import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { Bound } from '../../closures/model.ts';
import { COMMON_ZONE, commonZone } from '../../operations/common-zone.ts';
import type { Warning } from '../../operations/index.ts';
import { count } from '../../operations/words.ts';
import { act } from '../context.ts';
import { parseBound } from '../moments.ts';
import { noteWarnings } from '../results.ts';

interface Options {
  from?: Bound;
  to?: Bound;
  out?: string;
}

const DEFAULT_MILLISECONDS = 365 * 86_400_000;

export function calendarCommand(): Command {
  const command = new Command('calendar')
    .summary('the closures as an iCalendar file')
    .description(
      'Writes the closures as an iCalendar file, one event for each time at which a rule closes shops. Reads ' +
        'shops from Partoo, changes nothing, and needs no `apply` before.',
    )
    .addOption(new Option('--from <moment>', `start, default now; ${COMMON_ZONE}`).argParser(parseBound))
    .addOption(
      new Option('--to <moment>', 'end, not included; default a year after the start').argParser(parseBound),
    )
    .addOption(new Option('--out <file>', 'where to write it (default: standard output)'));
  return act<Options>(command, async (context, options) => {
    const { out, clock } = context;
    const [{ loadConfig }, { planAlike, selectOrganizations }, { instantOf }, { createCalendarFile }, asked] =
      await Promise.all([
        import('../../config/index.ts'),
        import('../../operations/index.ts'),
        import('../../closures/civil-time.ts'),
        import('../../operations/calendar/calendar-file.ts'),
        import('../../operations/calendar/asked-events.ts'),
      ]);
    const { config } = await loadConfig(context.configPath);
    const zone = commonZone(selectOrganizations(config, context.organization));
    const from = options.from === undefined ? clock.now() : instantOf(options.from, zone, 'start');
    const to = options.to === undefined ? from + DEFAULT_MILLISECONDS : instantOf(options.to, zone, 'end');
    const warnings: Warning[] = [];
    const { file, text } = await context.withDeps(async (deps, progress) => {
      const { organization } = context;
      const closures = await asked.askedClosures(deps.store, config, organization);
      const made = createCalendarFile(closures);
      for await (const part of planAlike(deps, config, { from, to, organization, summary: false })) {
        if (part.kind === 'closures') made.add(part);
        else if (part.kind === 'warning') warnings.push(part.warning);
        progress.update(`${count(made.closures, 'closure')} so far`);
      }
      return { file: made, text: made.text(asked.cancelledAmong(closures, from)) };
    });
    const made = { events: file.events, closures: file.closures, warnings };
    if (options.out !== undefined) await writeFile(options.out, text);
    if (out.json)
      await out.document({
        file: options.out ?? null,
        ...made,
        ...(options.out === undefined ? { calendar: text } : {}),
      });
    else if (options.out === undefined) await out.write(text);
    noteWarnings(out, warnings);
    if (options.out !== undefined)
      out.line(
        `${out.paint('green', 'Written')}  ${options.out}: ${count(file.events, 'event')}, ${count(file.closures, 'closure')}`,
      );
    return 0;
  });
}
