/**
 * Makes stores as an earlier release writes them, for `test/upgrade`: `node scripts/upgrade-fixtures.ts CHECKOUT`, where
 * CHECKOUT is a working tree of that release with its dependencies. For 0.1.0:
 *
 *     git worktree add --detach ../release-0.1.0 1641f77 && (cd ../release-0.1.0 && npm ci)
 *     npx node scripts/upgrade-fixtures.ts ../release-0.1.0
 *
 * With `--staged` after it, the story with staged closures, which 0.1.0 did not have, into a folder named so; the commit that
 * first had them is b0b9e58:
 *
 *     git worktree add --detach ../staged b0b9e58 && (cd ../staged && npm ci)
 *     npx node scripts/upgrade-fixtures.ts ../staged --staged
 *
 * Everything runs the code of the checkout, its sandbox too. Those of a release never change once they are there.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { loadRelease, type Release } from '../test/upgrade/generator/release.ts';
import { Stage } from '../test/upgrade/generator/stage.ts';
import { STAGED } from '../test/upgrade/generator/staged.ts';
import { SWITCHED } from '../test/upgrade/generator/story.ts';
import { noteNextWrites, takeDynamodb, takeMoment, takeSqlite } from '../test/upgrade/generator/taking.ts';

const [checkout = '', option] = process.argv.slice(2);
const story = option === '--staged' ? STAGED : SWITCHED;
const { version } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8')) as { version: string };
const commit = execFileSync('git', ['-C', checkout, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
const target = join(
  import.meta.dirname,
  '..',
  'test',
  'upgrade',
  'fixtures',
  story === STAGED ? 'staged' : version,
);
const release = await loadRelease(resolve(checkout));
await makeSqlite(release);
await makeDynamodb(release);

async function makeSqlite({ openSqliteStore }: Release): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'upgrade-'));
  const store = await openSqliteStore(join(folder, 'state.db'));
  await make('sqlite', store, async () => {
    takeSqlite(join(folder, 'state.db'), join(folder, 'taken.db'));
    return readFile(join(folder, 'taken.db'));
  });
  await store.close();
  await rm(folder, { recursive: true });
}

async function makeDynamodb({ openDynamodbStore, startDynamodbLocal, TABLE }: Release): Promise<void> {
  const database = await startDynamodbLocal();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const config = { endpoint: database.endpoint, region: 'eu-west-3', credentials };
  const client = new DynamoDBClient(config);
  await client.send(new CreateTableCommand({ TableName: 'closures', ...TABLE } as never));
  const store = await openDynamodbStore('closures', config);
  await make('dynamodb', store, async () => Buffer.from(await takeDynamodb(client, 'closures')));
  await store.close();
  client.destroy();
  await database.stop();
}

/** Plays on a store, takes it, and only then lets the release go on. */
async function make(kind: string, store: unknown, take: () => Promise<Buffer>): Promise<void> {
  const stage = await Stage.open(release, store, story);
  const byPerson = await story.play(stage);
  const taken = await take();
  const moment = await takeMoment(stage, byPerson);
  await noteNextWrites(stage, moment);
  await stage.close();
  await mkdir(target, { recursive: true });
  await writeFile(join(target, `${kind}.store.br`), brotliCompressSync(taken));
  const text = JSON.stringify({ version, commit, ...moment }, null, 1);
  await writeFile(join(target, `${kind}.moment.json.br`), brotliCompressSync(text));
}
