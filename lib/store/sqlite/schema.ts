import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';
import { assertNotNewer } from '../format.ts';

/** "PClo" in the file's header, so that no other program's database is taken for ours. @internal */
export const APPLICATION_ID = 0x50436c6f;

/**
 * Step n brings a database of version n to version n + 1; the version is the store's format (lib/store/format.ts). A step
 * that was released is never edited: databases out there have run it. Instants are REAL: they may be fractions of a millisecond.
 * @internal
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE applied (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    config TEXT NOT NULL, hash TEXT NOT NULL, applied_at REAL NOT NULL
  );
  -- value: JSON text, or a BLOB of the same compressed (lib/store/packing.ts)
  CREATE TABLE document (
    organization TEXT NOT NULL, kind TEXT NOT NULL, value ANY NOT NULL,
    PRIMARY KEY (organization, kind)
  ) STRICT;
  CREATE TABLE fact (
    organization TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (organization, name)
  ) WITHOUT ROWID;
  CREATE TABLE ad_hoc (
    number INTEGER PRIMARY KEY,
    organization TEXT NOT NULL, id TEXT NOT NULL, created_at REAL NOT NULL, closure TEXT NOT NULL,
    UNIQUE (organization, id)
  );
  -- Marks apart from bodies: every pass reads all marks, and few bodies.
  CREATE TABLE mark (
    organization TEXT NOT NULL, business TEXT NOT NULL, mark TEXT NOT NULL,
    PRIMARY KEY (organization, business)
  ) WITHOUT ROWID;
  CREATE TABLE body (
    organization TEXT NOT NULL, business TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (organization, business)
  );
  CREATE TABLE history (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL, organization TEXT NOT NULL, business TEXT NOT NULL, entry TEXT NOT NULL
  );
  CREATE INDEX history_by_at ON history (at, number);
  CREATE INDEX history_by_organization ON history (organization, at, number);
  CREATE INDEX history_by_business ON history (business, at, number);
  -- holder: which opened store; null once released. The row stays, so that tokens only ever grow.
  CREATE TABLE lease (
    organization TEXT PRIMARY KEY, token INTEGER NOT NULL, expires_at REAL NOT NULL,
    holder TEXT, host TEXT NOT NULL, pid INTEGER NOT NULL, started TEXT NOT NULL
  );
  CREATE TABLE slots (
    organization TEXT PRIMARY KEY, next_at REAL NOT NULL, reserved_at REAL
  );
  CREATE TABLE due (organization TEXT PRIMARY KEY, due_at REAL NOT NULL);
  CREATE INDEX due_by_at ON due (due_at, organization);
  `,
  `
  CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    organization TEXT NOT NULL, id TEXT NOT NULL, at REAL NOT NULL, fact TEXT NOT NULL,
    UNIQUE (organization, id)
  );
  `,
];

/**
 * Brings the schema to the newest version, all steps in one transaction. Run again, or by two processes at once, it
 * does nothing more. Throws StoreError where the file is another program's or was written by a newer release.
 */
export function migrate(database: DatabaseSync, location: string, migrations = MIGRATIONS): void {
  if (versionOf(database, location, migrations.length) === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Asked again now that nobody else writes: another process may just have done it.
    for (const step of migrations.slice(versionOf(database, location, migrations.length)))
      database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}`);
    database.exec('COMMIT');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

/** The file's schema version; 0 for an empty one. Changes nothing. Throws StoreError as {@link migrate} does. */
export function versionOf(database: DatabaseSync, location: string, newest = MIGRATIONS.length): number {
  // In one statement: another process may be creating it between two.
  const { application, version, tables } = database
    .prepare(
      `SELECT count(*) AS tables, (SELECT application_id FROM pragma_application_id) AS application,
        (SELECT user_version FROM pragma_user_version) AS version FROM sqlite_schema`,
    )
    .get() as { application: number; version: number; tables: number };
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || tables !== 0))
    throw new StoreError(
      'foreign-database',
      location,
      `${location} is the database of another program.`,
      'Name another file; nothing in this one was changed.',
    );
  assertNotNewer(version, newest, location);
  return version;
}
