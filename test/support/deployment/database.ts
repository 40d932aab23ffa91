import { describe, test } from 'vitest';
import { made, NotMadeError } from './made.ts';

type Suite = (endpoint: string) => void;

/**
 * A suite that needs the endpoint of a DynamoDB Local, which others use as well. On a machine that lacks something the
 * report shows the suite skipped, with the reason; CI must not lack it.
 */
export const describeWithDatabase = (name: string, suite: Suite): Promise<void> =>
  describeWith('database', name, suite);

/** The same with one that nobody else uses: all deployments have their table under one name, the template's. */
export const describeDeployed = (name: string, suite: Suite): Promise<void> =>
  describeWith(`database/${encodeURIComponent(name)}`, name, suite);

async function describeWith(what: Parameters<typeof made>[0], name: string, suite: Suite): Promise<void> {
  const found = await made(what).catch((error: unknown) => {
    const isLacking = error instanceof NotMadeError && error.reason === 'DynamodbLocalUnavailable';
    if (process.env.CI === 'true' || !isLacking) throw error;
    return { lacking: error.message };
  });
  if (typeof found === 'string') describe(name, () => suite(found));
  else describe.skip(`${name} (skipped: ${found.lacking})`, () => test('is tested', () => {}));
}
