/** What came of passes, as tables. */
import type { BusinessResult, OrganizationReport, RuleInWords } from '../operations/index.ts';
import { plain } from '../operations/plain.ts';
import { count, duration } from '../operations/words.ts';
import type { Output } from './output.ts';
import { cut, printTable } from './table.ts';
import { wrapped } from './wrap.ts';

const DONE: Readonly<Record<BusinessResult['action'], string>> = {
  close: 'closed',
  change: 'changed',
  reopen: 'reopened',
  leave: 'left alone',
};
const FORMATS: Readonly<Record<string, 'green' | 'yellow' | 'red'>> = {
  applied: 'green',
  kept: 'yellow',
  deferred: 'yellow',
  failed: 'red',
};

/** Results of one organization by what was done and why: a line for each, and one for each business that failed. */
export function printOrganization(
  out: Output,
  report: OrganizationReport,
  options: { dryRun: boolean },
): void {
  out.line(out.paint('bold', report.id));
  if (report.error) {
    const isDeferred = report.error.code === 'deferred';
    const word = isDeferred ? out.paint('yellow', 'deferred') : out.paint('red', 'failed');
    out.line(`  ${word}  ${plain(report.error.message)}`);
  }
  const groups = grouped(report.results);
  const rows = groups.map(({ first, codes }) => [
    options.dryRun && first.outcome === 'deferred' && !first.error ? `would ${first.action}` : verb(first),
    count(codes.length, 'shop'),
    first.reason,
    sample(codes),
  ]);
  const notes = new Map(groups.map(({ first }, index) => [index, whyNot(out, first)]));
  if (rows.length > 0) {
    const paint = (cell: string) => {
      const outcome = Object.keys(FORMATS).find((one) => cell.startsWith(one));
      return outcome ? FORMATS[outcome]! : cell.startsWith('would') ? 'cyan' : 'green';
    };
    printTable(
      out,
      [
        { header: '', paint },
        { header: '', align: 'right' },
        { header: '', gives: true },
        { header: '', gives: true },
      ],
      rows,
      '  ',
      new Map(),
      notes,
    );
  } else if (!report.error) out.line('  every shop is as it should be');
  const { reads, writes, retries } = report.requests;
  const requests = [
    count(reads, 'read'),
    count(writes, 'write'),
    ...(retries > 0 ? [`${retries} retried`] : []),
  ];
  out.line(out.paint('dim', `  requests: ${requests.join(', ')}`));
}

/** Of one kind. A hundred shops with exchanged coordinates must not hide the one rule that closes nothing. */
const WARNINGS_SHOWN = 3;

/** Warnings go where they are seen even if the result is piped elsewhere; each kind at most a few times. */
export function noteWarnings(out: Output, warnings: readonly { code: string; message: string }[]): void {
  const kinds = Map.groupBy(warnings, ({ code }) => code);
  let left = 0;
  for (const ofKind of kinds.values()) {
    left += Math.max(0, ofKind.length - WARNINGS_SHOWN);
    for (const { message } of ofKind.slice(0, WARNINGS_SHOWN))
      out.note(`${out.paintNote('yellow', 'warning')}: ${plain(message)}`);
  }
  if (left > 0) out.note(`… and ${count(left, 'more warning')} of the same kinds (--json has them all)`);
}

/** What calendars mean that are hard to read as they are written, a line each. */
export function printRulesInWords(out: Output, rules: readonly RuleInWords[]): void {
  for (const { rule, words } of rules) out.line(`${out.paint('cyan', rule)}  ${plain(words)}`);
}

/** In full below its line: it is what whoever has to act needs. */
function whyNot(out: Output, { error }: BusinessResult): string[] {
  return error ? wrapped(plain(error.message), out.width, '      ') : [];
}

/** `closed`, `already closed`, `failed (close)`. */
export function verb({ action, outcome }: Pick<BusinessResult, 'action' | 'outcome'>): string {
  if (outcome === 'applied') return DONE[action];
  if (outcome === 'unchanged') return `already ${DONE[action]}`;
  return `${outcome} (${action})`;
}

function grouped(results: readonly BusinessResult[]): { first: BusinessResult; codes: string[] }[] {
  const groups = new Map<string, { first: BusinessResult; codes: string[] }>();
  for (const result of results) {
    const key = JSON.stringify([result.action, result.outcome, result.reason, result.error?.message]);
    const group = groups.get(key) ?? { first: result, codes: [] };
    group.codes.push(result.code ?? result.business);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const CODES_SHOWN = 4;

/** The first few codes of a list, of which there may be more than are at hand. */
export function sample(codes: readonly string[], total = codes.length): string {
  const shown = codes.slice(0, CODES_SHOWN).join(' ');
  return total > CODES_SHOWN ? `${cut(shown, 60)} +${total - CODES_SHOWN}` : shown;
}

/** When the next pass is due, from now: `in 3 h 20 min`. */
export function dueIn(organizations: readonly OrganizationReport[], now: number): string | null {
  const dues = organizations.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  if (dues.length === 0) return null;
  const wait = Math.min(...dues) - now;
  return wait <= 1000 ? 'now' : `in ${duration(wait)}`;
}
