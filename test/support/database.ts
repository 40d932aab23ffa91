import { describe, test } from 'vitest';
import {
  type DynamodbLocal,
  DynamodbLocalUnavailable,
  startDynamodbLocal,
} from '../../scripts/dynamodb-local.ts';

/**
 * A suite that needs DynamoDB Local, which it stops itself. On a machine that lacks something the report shows the suite
 * skipped, with the reason; CI must not lack it.
 */
export async function describeWithDatabase(
  name: string,
  suite: (database: DynamodbLocal) => void,
): Promise<void> {
  const database = await startDynamodbLocal().catch((error: unknown) => {
    if (process.env.CI !== 'true' && error instanceof DynamodbLocalUnavailable) return error.message;
    throw error;
  });
  if (typeof database !== 'string') describe(name, () => suite(database));
  else describe.skip(`${name} (skipped: ${database})`, () => test('is tested', () => {}));
}
