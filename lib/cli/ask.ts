/** Asks before something that reaches far, as `apply`, `close`, `hold` and `release` do. */

import type { Environment } from '../config/environment.ts';
import { UsageError } from '../reconcile/pass/errors.ts';

/** @throws UsageError where there is nobody to ask: in a pipe, in a pipeline */
export async function ask(
  env: Environment,
  { question, about }: { question: string; about: string },
): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY || env.CI)
    throw new UsageError(
      'nobody-to-ask',
      `There is no terminal to ask whether to ${about}.`,
      'Say --yes. Nothing was changed.',
    );
  const { confirm } = await import('@clack/prompts');
  const answer = await confirm({ message: question, initialValue: true, output: process.stderr });
  // Ctrl-C gives a symbol.
  return answer === true;
}
