import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../errors.ts';
import { assertNotNewer, STORE_FORMAT } from '../format.ts';
import { explainFailure, isBusy } from './failure.ts';
import { migrate, versionOf } from './schema.ts';

/**
 * How long one attempt waits for a lock inside SQLite, which stops the whole process meanwhile (milliseconds). Short:
 * the rest of the waiting is done between attempts, where other work goes on.
 */
const BUSY_TIMEOUT = 100;
/** With the pauses between them, about half a minute; a save of 100,000 businesses takes one or two seconds. */
const ATTEMPTS = 250;

/** An open database file. Rows come back as the columns that the statement names; the caller vouches for their type. */
export class Database {
  readonly #location: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(location: string, database: DatabaseSync) {
    this.#location = location;
    this.#database = database;
  }

  /** Opens or creates the file (mode 0600) and its folder, and migrates it. Throws StoreError. */
  static async open(path: string): Promise<Database> {
    return retried(path, () => {
      const database = new DatabaseSync(path === ':memory:' ? path : create(path), { timeout: BUSY_TIMEOUT });
      try {
        // First of all: not even the journal's mode is changed in a file that is not for us.
        versionOf(database, path);
        // FULL: in WAL mode only this makes a commit outlive a power cut, not just the process.
        database.exec(
          `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864`,
        );
        migrate(database, path);
        return new Database(path, database);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  /** What is made of each row, as it is read. */
  map<Row, T>(sql: string, values: readonly SQLInputValue[], make: (row: Row) => T): T[] {
    const made: T[] = [];
    for (const row of this.#statement(sql).iterate(...values)) made.push(make(row as Row));
    return made;
  }

  /** How many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  /** Runs `work`, which reads with one statement: that alone is a consistent view. Throws StoreError. */
  async read<T>(work: () => T): Promise<T> {
    return retried(this.#location, work);
  }

  /**
   * Runs `work` in a transaction that has the write lock from its start, so that what it reads stays true until it is
   * committed. If `work` throws, nothing is changed. `work` may run several times. Throws StoreError.
   */
  async write<T>(work: () => T): Promise<T> {
    return retried(this.#location, () => {
      this.#statement('BEGIN IMMEDIATE').run();
      try {
        assertNotNewer(this.#format(), STORE_FORMAT, this.#location);
        const result = work();
        this.#statement('COMMIT').run();
        return result;
      } finally {
        // Not after a COMMIT, and not where SQLite has rolled back by itself (disk full, I/O error).
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      }
    });
  }

  /** Another number as soon as another connection has committed something: what is read in between stays true but for own writes. */
  foreignChanges(): number {
    return this.get<{ data_version: number }>('PRAGMA data_version')!.data_version;
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #format(): number {
    return this.get<{ user_version: number }>('PRAGMA user_version')!.user_version;
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Creates the file before SQLite does, which would let everybody read it. An existing one keeps its mode. */
function create(path: string): string {
  const file = resolve(path);
  // A pipe would be waited for, and a folder's name is no file's.
  const isOther = /[/\\]$/.test(path) || statSync(file, { throwIfNoEntry: false })?.isFile() === false;
  if (isOther) throw new StoreError('unwritable', path, `${path} is no file.`, 'Name a file.');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  return file;
}

async function retried<T>(location: string, work: () => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw explainFailure(error, location);
      // Random, so that processes that collided do not collide again in step.
      await sleep(1 + Math.random() * 20);
    }
  }
}
