import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, MIGRATIONS } from '../../lib/store/sqlite/schema.ts';
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import { business, closure, directory, entry, fact, MINUTE, NOW, stored } from '../support/world/samples.ts';
import { temporaryFolder } from '../support/world/temporary-folder.ts';

/** What the dumps remember of the one business in them. */
export const DUMPED = {
  mark: {
    business: 'b1',
    overlayKey: 'k',
    state: 'closed',
    lookAgainAt: NOW + 0.5,
    kept: ['offline_message'],
  },
  body: { baseline: '{"is_launched": true}' },
};

/** A database of the newest schema with something of everything in it, as the SQL that makes it. */
export async function dumpOfNewest(): Promise<string> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.db');
  const store = await openSqliteStore(path);
  await store.saveApplied({ config: '{"version":1}', hash: 'abc', appliedAt: NOW });
  await store.saveDirectory('acme', directory([business('b1')]));
  await store.putAdHoc('acme', closure('flood'), 'absent');
  const lease = (await store.takeLease('acme', NOW, MINUTE))!;
  await store.saveBusinesses(lease, [stored('b1')], [entry()]);
  await store.releaseLease(lease);
  await store.saveNote('acme', 'paused', 'yes');
  await store.setDue('acme', NOW);
  await store.appendOutbox([fact('f1')]);
  await store.reserveSlots('acme', 1, 250, NOW);
  await store.close();

  const database = new DatabaseSync(path);
  // As the fixtures have it, whatever records are made of today: a dump is of the schema.
  database.prepare('UPDATE mark SET mark = ?').run(JSON.stringify(DUMPED.mark));
  database.prepare('UPDATE body SET body = ?').run(JSON.stringify(DUMPED.body));
  // Of whose machine it was written on, nothing.
  database.exec(`UPDATE lease SET host = 'host', pid = 1, started = 'boot:1'`);
  const parts = database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`)
    .all() as { name: string; sql: string }[];
  const lines = parts.flatMap(({ name, sql }) => [`${sql};`, ...inserts(database, name)]);
  database.close();
  lines.push(`PRAGMA application_id = ${APPLICATION_ID};`, `PRAGMA user_version = ${MIGRATIONS.length};`, '');
  return lines.join('\n');
}

/** One INSERT a row; none for an index, which has no columns of its own. */
function inserts(database: DatabaseSync, table: string): string[] {
  const columns = database
    .prepare(
      `SELECT columns.name FROM sqlite_schema AS part, pragma_table_info(part.name) AS columns
       WHERE part.type = 'table' AND part.name = ?`,
    )
    .all(table) as { name: string }[];
  if (columns.length === 0) return [];
  const values = columns.map(({ name }) => `quote("${name}")`).join(` || ', ' || `);
  const rows = database.prepare(`SELECT ${values} AS line FROM "${table}"`).all() as { line: string }[];
  return rows.map(({ line }) => `INSERT INTO "${table}" VALUES (${line});`);
}
