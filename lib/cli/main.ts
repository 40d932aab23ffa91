import { CommanderError } from 'commander';
import { failureDocument } from '../operations/documents/failure.ts';
import { type Failed, failureOf } from './failure.ts';
import { createOutput, type Output } from './output.ts';
import { createProgram } from './program.ts';
import { failWhereOutputIsLost } from './standard-output.ts';

/**
 * Runs one command line (without node and script). The exit code goes into `process.exitCode`; the process then ends
 * by itself, when everything that was written has left it.
 */
export async function main(argv: string[]): Promise<void> {
  process.exitCode = 0;
  failWhereOutputIsLost();
  const isJson = asksForJson(argv);
  try {
    const program = await createProgram(argv);
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    // Help and version have been printed; they come as errors only to get out of commander.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    report(error, createOutput(isJson, process.env));
  }
}

function report(error: unknown, out: Output): void {
  const failure = safely(failureOf(error));
  process.exitCode = failure.exitCode;
  if (out.json) void out.document(failureDocument(failure, error));
  const label = failure.code === 'config' ? '' : `${out.paintNote(['red', 'bold'], 'error')}: `;
  out.note(`${label}${failure.message}`);
  if (failure.remedy) out.note(failure.remedy);
  if (process.env.DEBUG && error instanceof Error && error.stack) out.note(safe(error.stack));
}

function safely({ message, remedy, ...rest }: Failed): Failed {
  return { ...rest, message: safe(message), remedy: remedy === null ? null : safe(remedy) };
}

/**
 * The last guard: whatever a bug puts into an error, no value of a variable that looks like a secret is printed. Short
 * values are left, lest ordinary words disappear.
 */
function safe(text: string): string {
  return Object.entries(process.env)
    .filter(([name, value]) => /KEY|TOKEN|SECRET|PASSWORD/.test(name) && (value?.length ?? 0) >= 8)
    .reduce((clean, [, value]) => clean.replaceAll(value!, '[secret]'), text);
}

/** Read by hand, because the command line may be one that cannot be parsed. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).some(
    (word) => word === '--json' || /^-[a-z]*j[a-z]*$/.test(word),
  );
}
