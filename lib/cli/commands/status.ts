import { Command } from 'commander';
import type { BusinessStatus } from '../../operations/index.ts';
import { act } from '../context.ts';
import { type Output, plain } from '../output.ts';
import { printTable } from '../table.ts';
import { count, shortMoment } from '../words.ts';

export function statusCommand(): Command {
  const command = new Command('status')
    .summary('where every business stands')
    .description('Shows where every business stands, from what is remembered; asks Partoo nothing.');
  return act(command, async ({ out, withDeps, organization }) => {
    const report = await withDeps(async (deps) => {
      const { status } = await import('../../operations/index.ts');
      return status(deps, organization);
    });
    if (out.json) out.document(report);
    for (const { organization: id, until, why } of report.waiting)
      out.line(
        `${out.paint('yellow', 'waiting')}  ${id}: ${why}, until ${until}; \`resume\` asks again at once.`,
      );
    print(out, report.businesses);
    return 0;
  });
}

type State = BusinessStatus['state'];

const FORMATS: Readonly<Record<State, Parameters<Output['paint']>[0]>> = {
  open: 'green',
  closed: 'cyan',
  held: 'blue',
  overridden: 'yellow',
  propagating: 'yellow',
  failing: 'red',
  'zone-unknown': 'red',
  gone: 'dim',
};

function print(out: Output, businesses: readonly BusinessStatus[]): void {
  if (businesses.length === 0) {
    out.line('No business is known yet.');
    out.line(out.paint('dim', '`apply` reads them from Partoo.'));
    return;
  }
  const several = new Set(businesses.map(({ organization }) => organization)).size > 1;
  const told = businesses.filter(
    ({ state, kept, lastError }) => state !== 'open' || kept.length > 0 || lastError,
  );
  if (told.length > 0) {
    printTable(
      out,
      [
        { header: 'business' },
        { header: 'name', gives: true },
        { header: 'state', paint: (cell) => (Object.hasOwn(FORMATS, cell) ? FORMATS[cell as State] : null) },
        { header: 'closures', gives: true },
        { header: 'until' },
        { header: 'remarks', gives: true },
      ],
      told.map((one) => [
        several ? `${one.organization} ${one.code ?? one.business}` : (one.code ?? one.business),
        one.name,
        one.state,
        one.closures.map(({ key, name }) => (key === name ? key : `${key}: ${name}`)).join(', '),
        one.until === null ? '' : shortMoment(one.until),
        remarks(one),
      ]),
    );
    out.line();
  }
  out.line(totals(out, businesses));
  out.line(out.paint('dim', advice(businesses)));
}

function remarks({ kept, lastError }: BusinessStatus): string {
  const parts = lastError ? [plain(lastError.message)] : [];
  if (kept.length > 0) parts.push(`kept as changed: ${kept.map(({ field }) => field).join(', ')}`);
  return parts.join('; ');
}

function totals(out: Output, businesses: readonly BusinessStatus[]): string {
  const numbers = new Map<State, number>();
  for (const { state } of businesses) numbers.set(state, (numbers.get(state) ?? 0) + 1);
  const parts = [...numbers].map(([state, number]) => `${out.paint(FORMATS[state], state)} ${number}`);
  return `${count(businesses.length, 'business')}: ${parts.join(' · ')}`;
}

function advice(businesses: readonly BusinessStatus[]): string {
  if (businesses.some(({ state }) => state === 'zone-unknown'))
    return 'Nothing is done where the zone is unknown: set it under `businesses` or `corrections` in closures.yml.';
  if (businesses.some(({ kept }) => kept.length > 0))
    return 'What was kept can be put back to its baseline: partoo-closures restore BUSINESS';
  return 'Why a business is as it is: partoo-closures explain BUSINESS';
}
