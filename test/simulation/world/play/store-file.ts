import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const NEWER = 99;

/** A store in a file, to which somebody else has access too. */
export class StoreFile {
  readonly #folder = mkdtempSync(join(tmpdir(), 'partoo-closures-world-'));
  readonly path = join(this.#folder, 'state.db');
  #format: number | null = null;

  writtenBy(release: 'newer' | 'ours'): void {
    const database = new DatabaseSync(this.path);
    const { user_version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    this.#format ??= user_version;
    database.exec(`PRAGMA user_version = ${release === 'newer' ? NEWER : this.#format}`);
    database.close();
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
