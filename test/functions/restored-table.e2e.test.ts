/** docs/operations.md, "The table back": the functions at a table that was restored, in the middle of a closure. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test } from 'vitest';
import { createDeps, pause, resume, status } from '../../lib/operations/index.ts';
import { TABLE } from '../../lib/store/dynamodb.ts';
import { type LocalStack, startLocalStack } from '../../scripts/local-stack.ts';
import { readTemplate } from '../../scripts/local-template.ts';
import { tagsOf } from '../../serverless/tags-of.ts';
import { workIn } from '../../serverless/work-in.ts';
import { describeWithDatabase } from '../support/deployment/database.ts';
import { type Deployment, deploy } from '../support/deployment/deployment.ts';
import { made } from '../support/deployment/made.ts';
import { ON } from '../template/values.ts';

const RESTORED = 'partoo-closures-dev-restored';
const RULES = `rules:
  christmas: { dates: [{ from: 2026-12-25, name: Noël }] }`;

/** Deployed once more with the table that was restored; and with all else that a company asks, so that its roles are tried too. */
async function redeployed(): Promise<string> {
  const artefacts = await made('doors');
  const folder = await mkdtemp(join(import.meta.dirname, '../../.cache/restored-'));
  await cp(artefacts, folder, { recursive: true });
  const worked = workIn(await readTemplate(artefacts), { ...ON, tableName: RESTORED }, tagsOf);
  expect(JSON.stringify(worked)).not.toMatch(/"(Ref|Fn::GetAtt)":\[?"Table"|\$\{Table[.}]/);
  await writeFile(join(folder, 'cloudformation-template-update-stack.json'), JSON.stringify(worked));
  return folder;
}

/** What restoring to a point in time comes to: every item as it was then, in a table of another name. */
async function restore(client: DynamoDBClient, lost: string): Promise<number> {
  await client.send(new DeleteTableCommand({ TableName: RESTORED })).catch(() => {});
  await client.send(new CreateTableCommand({ TableName: RESTORED, ...structuredClone(TABLE) } as never));
  const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName: lost }));
  expect(LastEvaluatedKey).toBeUndefined();
  for (let from = 0; from < Items.length; from += 25) {
    const puts = Items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [RESTORED]: puts } }));
  }
  return Items.length;
}

await describeWithDatabase('a table that was restored to a point in time', (endpoint) => {
  let running: Deployment | undefined;
  let again: LocalStack | undefined;
  let folder: string | undefined;
  afterEach(async () => {
    await again?.close();
    await running?.end();
    if (folder) await rm(folder, { recursive: true });
  });

  test('has all that the lost one had: shops reopen byte for byte as they were, by the functions', async () => {
    running = await deploy(
      await made('artefacts'),
      { endpoint },
      { start: '2026-12-24T22:00:00+01:00', rules: RULES },
    );
    const { stack, sandbox, jumpTo, listing } = running;
    const before = listing();
    jumpTo('2026-12-25T00:00:01+01:00');
    await stack.tick();
    await stack.settled();
    expect(sandbox.settings().filter(({ is_launched }) => is_launched)).toEqual([]);
    const history = await stack.store.listHistory({
      organization: 'acme',
      limit: 1000,
    });

    const client = new DynamoDBClient({
      ...{ endpoint, region: 'eu-west-3' },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    expect(await restore(client, running.table)).toBeGreaterThan(10);
    // From here on nothing can come from the lost one.
    await client.send(new DeleteTableCommand({ TableName: running.table }));
    client.destroy();

    folder = await redeployed();
    const shift = Date.parse('2026-12-25T12:00:00+01:00') - Date.now();
    again = await startLocalStack({ packaged: folder, database: { endpoint }, keepsTable: true, shift });
    again.secrets.set('/partoo-closures/dev/acme', 'sandbox-key');
    stack.shiftTo(again.now());
    sandbox.requests.splice(0);
    const clock = { now: () => again!.now(), sleep: async () => {} };
    const deps = createDeps({ store: again.store, clock, env: {}, resolveSecret: () => 'sandbox-key' });
    await pause(deps, null);
    expect(await status(deps, null)).toMatchObject({ businesses: Array(10).fill({ state: 'closed' }) });
    await resume(deps, null);
    expect(await again.tick()).toMatchObject({ ok: true });
    await again.settled();
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);

    again.shiftTo(Date.parse('2026-12-26T00:00:01+01:00'));
    stack.shiftTo(again.now());
    await again.tick();
    await again.settled();
    expect(listing()).toBe(before);
    expect(again.denied).toEqual([]);
    expect(again.failures).toEqual([]);
    const now = await again.store.listHistory({
      organization: 'acme',
      limit: 1000,
    });
    expect(now.length).toBeGreaterThan(history.length);
  }, 120_000);
});
