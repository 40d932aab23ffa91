/** What a probe taught, as `doctor` shows it. */
import type { Finding } from '../operations/index.ts';
import type { Output } from './output.ts';
import { printTable } from './table.ts';

export function printFindings(out: Output, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  printTable(
    out,
    [{ header: '' }, { header: '', paint: paintVerdict }, { header: '', gives: true }],
    findings.map(({ topic, verdict, detail }) => [topic, verdict, detail]),
    '         ',
  );
}

function paintVerdict(verdict: string) {
  return verdict === 'as-sent' ? 'green' : verdict === 'refused' ? 'red' : 'yellow';
}
