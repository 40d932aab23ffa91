/** Taking a store, and what surrounds it. */
import { DatabaseSync } from 'node:sqlite';
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Moment, OrganizationMoment, Settings, Shop } from '../model.ts';
import { castOf, codeOf, type OrganizationId, shopsOf } from './shops.ts';
import { MANNERS, type Stage, settingsIn } from './stage.ts';
import { runOf } from './story.ts';

/** Copies the file with all that is in its log; of the machine that it was made on the copy tells nothing. */
export function takeSqlite(path: string, to: string): void {
  const database = new DatabaseSync(path);
  database.exec(`VACUUM INTO '${to}'`);
  database.close();
  const copy = new DatabaseSync(to);
  copy.exec(`UPDATE lease SET host = 'host', pid = 1, started = 'boot:1'`);
  copy.close();
}

/** Every item of a table, in DynamoDB's JSON, bytes in base64. */
export async function takeDynamodb(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName }));
  if (LastEvaluatedKey) throw new Error('the table is larger than a page');
  const asJson = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asJson(one)]));
  };
  return JSON.stringify(Items.map(asJson));
}

/** What Partoo shows now, and what is true of each shop. */
export async function takeMoment(
  stage: Stage,
  byPerson: ReadonlyMap<string, Partial<Settings>>,
): Promise<Omit<Moment, 'version' | 'commit'>> {
  const organizations: Record<string, OrganizationMoment> = {};
  for (const id of stage.organizations) organizations[id] = await organizationMoment(stage, id, byPerson);
  return { at: stage.clock.now(), organizations };
}

async function organizationMoment(
  stage: Stage,
  id: OrganizationId,
  byPerson: ReadonlyMap<string, Partial<Settings>>,
): Promise<OrganizationMoment> {
  const sandbox = stage.sandboxes[id];
  const shown = await shownBy(stage, id);
  const { businesses } = await stage.release.status(stage.deps(), id);
  const states = new Map<string, string>(
    businesses.map((one: { code: string; state: string }) => [one.code, one.state]),
  );
  const untold: { id: string }[] = await stage.store.takeOutbox(id, 1000);
  const everyone = shopsOf(stage.release, id);
  const shops: Shop[] = everyone
    .filter(({ settingId }) => shown.has(settingId))
    .map((shop) => ({ ...shop, settings: shown.get(shop.settingId) as Settings }));
  const late = sandbox.settings().flatMap((row) => {
    const { business } = shops.find(({ settingId }) => settingId === row.id) as Shop;
    if (shown.get(row.id)?.is_launched === row.is_launched) return [];
    const at = sandbox.writesOf(business.id).at(-1)?.at as number;
    return [{ code: business.code, is_launched: row.is_launched, at }];
  });
  const truth = castOf(id).map(({ n, story }) => {
    const original = stage.originals.get(codeOf(n)) as Settings;
    const { default_lang } = (everyone.find(({ business }) => business.code === codeOf(n)) as Shop).business;
    const defaultOf = (kind: 'welcome' | 'offline') =>
      original[`${kind}_message`] === null
        ? { [`${kind}_message`]: stage.release.partooDefaultText(kind, default_lang) }
        : {};
    return [
      codeOf(n),
      {
        story,
        original,
        byPerson: byPerson.get(codeOf(n)) ?? {},
        byPartoo: { ...defaultOf('welcome'), ...defaultOf('offline') },
        state: states.get(codeOf(n)) ?? 'open',
      },
    ];
  });
  return {
    manners: MANNERS[id],
    shops,
    late,
    truth: Object.fromEntries(truth),
    nextWrites: [],
    untold: untold.map((fact) => fact.id),
  };
}

/** By the id of the settings, as a read answers them. */
async function shownBy(stage: Stage, id: OrganizationId): Promise<Map<number, Settings>> {
  const url = `${stage.sandboxes[id].url}/messaging/settings?per_page=100`;
  const answer = await stage.clock.fetch(url, { headers: { 'x-APIKey': 'sandbox-key' } });
  const { settings } = (await answer.json()) as { settings: (Settings & { id: number })[] };
  return new Map(settings.map((row) => [row.id, settingsIn(row)]));
}

/** Goes on at once, as the release would, and notes to whom it writes. */
export async function noteNextWrites(stage: Stage, moment: Pick<Moment, 'organizations'>): Promise<void> {
  for (const id of stage.organizations) {
    const { requests } = stage.sandboxes[id];
    requests.length = 0;
    await stage.release.run(stage.deps(), runOf(id));
    const written = requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
    const { shops, nextWrites } = moment.organizations[id] as OrganizationMoment;
    for (const { settingId, business } of shops)
      if (written.some((path) => path.endsWith(`/${settingId}`))) nextWrites.push(business.code);
  }
}
