import { describe, test } from 'vitest';
import { made, NotMadeError } from './made.ts';

type Suite = (endpoint: string) => void;

/**
 * A suite that needs the endpoint of a DynamoDB Local, which all others use as well: each makes tables of its own. On a
 * machine that lacks something the report shows the suite skipped, with the reason; CI must not lack it.
 */
export async function describeWithDatabase(name: string, suite: Suite): Promise<void> {
  const found = await made('database').catch((error: unknown) => {
    const isLacking = error instanceof NotMadeError && error.reason === 'DynamodbLocalUnavailable';
    if (process.env.CI === 'true' || !isLacking) throw error;
    return { lacking: error.message };
  });
  if (typeof found === 'string') describe(name, () => suite(found));
  else describe.skip(`${name} (skipped: ${found.lacking})`, () => test('is tested', () => {}));
}
