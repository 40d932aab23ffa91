import { Command, Option } from 'commander';
import type { Instant } from '../../clock.ts';
import type { ExplainReport } from '../../operations/index.ts';
import { act } from '../context.ts';
import { parseInstant } from '../moments.ts';
import { type Output, plain } from '../output.ts';
import { printTable } from '../table.ts';
import { shortMoment } from '../words.ts';

export function explainCommand(): Command {
  const command = new Command('explain')
    .summary('which closures win and lose for a business, field by field')
    .description('Explains which closures win and lose for a business, now or at an instant, field by field.')
    .argument('<business>', 'an id or a store code')
    .addOption(new Option('--at <instant>', 'then instead of now; needs an offset').argParser(parseInstant));
  return act<{ at?: Instant }>(
    command,
    async ({ out, withDeps, organization }, { at = null }, [business]) => {
      const report = await withDeps(async (deps) => {
        const { explain } = await import('../../operations/index.ts');
        return explain(deps, business!, { at, organization });
      });
      if (out.json) out.document(report);
      else print(out, report);
      return 0;
    },
  );
}

function print(out: Output, report: ExplainReport): void {
  const { business, code, organization, timezone, region, language, at, state } = report;
  out.line(
    `${out.paint('bold', code ?? business)} of ${organization}, ${[timezone, region, language].filter(Boolean).join(', ')}`,
  );
  out.line(
    `At ${at} it should be ${out.paint(state === 'closed' ? 'cyan' : 'green', state.replace('-', ' '))}.`,
  );
  if (report.overriddenSince !== null)
    out.line(
      `A person switched it on again at ${report.overriddenSince}; closures that had begun do not count.`,
    );
  out.line();
  printTable(
    out,
    [
      { header: 'field' },
      { header: 'decided by', gives: true, paint: (cell) => (cell === 'baseline' ? 'dim' : 'bold') },
      { header: 'value', gives: true },
      { header: 'from – to' },
    ],
    Object.entries(report.fields).flatMap(([field, { winner, losers }]) => [
      winner
        ? [field, named(winner), inWords(winner.value), span(winner)]
        : [field, 'baseline', 'as it was', ''],
      ...losers.map((loser) => ['', `not ${named(loser)}`, loser.why, span(loser)]),
    ]),
  );
  out.line();
  out.line(
    report.next === null ? 'Nothing changes after that as far as is known.' : `Next change: ${report.next}`,
  );
  out.line(out.paint('dim', `What was done so far: partoo-closures history --business ${code ?? business}`));
}

type Contender = NonNullable<ExplainReport['fields'][string]['winner']>;

function named({ closure, name }: Contender): string {
  return closure === name ? closure : `${closure} (${name})`;
}

function span({ start, end }: Contender): string {
  return `${shortMoment(start)} – ${end === null ? 'further notice' : shortMoment(end)}`;
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return plain(value);
  if (value === true || value === false) return String(value);
  if (typeof value === 'object' && value !== null && 'message' in value)
    return `message ${String(value.message)}`;
  if (typeof value === 'object' && value !== null && 'text' in value)
    return `text "${plain(String(value.text))}"`;
  return JSON.stringify(value) ?? '';
}
