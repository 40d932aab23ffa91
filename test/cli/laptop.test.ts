/** A command on the table that the functions work on: what it does is told by them. */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { realClock } from '../../lib/clock.ts';
import { parseConfig } from '../../lib/config/index.ts';
import type { BusEvent } from '../../lib/events/bus.ts';
import { withOutbox } from '../../lib/events/with-outbox.ts';
import { applyConfig, createDeps } from '../../lib/operations/index.ts';
import { reconcileDue } from '../../lib/operations/reconcile-due.ts';
import { openDynamodbStore, TABLE } from '../../lib/store/dynamodb.ts';
import { describeWithDatabase } from '../support/deployment/database.ts';
import { closedNow, desk, KEY, ORGANIZATIONS } from '../support/desk/desk.ts';

await describeWithDatabase('a laptop beside the functions', withLocal);

function withLocal(endpoint: string): void {
  const region = 'eu-west-3';
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  afterAll(() => client.destroy());

  test('what run and release do by themselves is told by the functions within a minute', async () => {
    const rules = closedNow('stock-taking', 'scope: { codes: [ST-00001] }, ');
    await using user = await desk(rules);
    const table = `closures-${randomUUID()}`;
    await client.send(new CreateTableCommand({ TableName: table, ...structuredClone(TABLE) } as never));
    const store = await openDynamodbStore(table, { endpoint, region, credentials });
    try {
      const env = { PARTOO_API_KEY: KEY, PARTOO_BASE_URL: user.sandbox.url };
      const deps = createDeps({ store, clock: realClock, env });
      const loaded = parseConfig(`${ORGANIZATIONS}rules:\n${rules}`, 'closures.yml');
      await applyConfig(deps, loaded, { organization: null, allowNow: null, confirm: async () => true });

      const laptop = (...args: string[]) =>
        user.run([...args, '--store', `dynamodb:${table}`], {
          AWS_ENDPOINT_URL_DYNAMODB: endpoint,
          AWS_REGION: region,
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        });
      /** What the functions tell when they are woken next. */
      const told = async () => {
        const events: BusEvent[] = [];
        const put = async (batch: readonly BusEvent[]) => {
          events.push(...batch);
          return [];
        };
        const functions = { ...deps, store: withOutbox(store), announces: true };
        expect(await store.listDue(realClock.now())).toMatchObject([{ organization: 'acme' }]);
        await reconcileDue(functions, { put }, 'acme', realClock.now() + 60_000);
        return events.map(({ type, detail }) => `${type} ${detail.action ?? detail.closure}`).sort();
      };

      expect((await laptop('run')).code).toBe(0);
      expect(await told()).toEqual(['Business Messaging Changed close', 'Closure Started stock-taking']);
      expect(await store.takeOutbox('acme', 9)).toEqual([]);

      // An idle command wakes nobody.
      const due = await store.readDue('acme');
      expect((await laptop('status')).code).toBe(0);
      expect(await store.readDue('acme')).toBe(due);

      expect((await laptop('release', '--all', '--yes')).code).toBe(0);
      expect(await told()).toEqual(['Business Messaging Changed reopen']);
    } finally {
      await store.close();
    }
  }, 60_000);
}
