import type { Instant } from '../../clock.ts';
import type { Database } from './database.ts';

const PREFIX = 'forget-note#';
/** Those of an organization, and those that are of none. */
const OURS = `organization IN (?, '') AND kind >= '${PREFIX}' AND kind < 'forget-note$' AND value <= ?`;

/**
 * Until when notes are kept that do not count for ever. It lies among the documents, a kind each, like what was put away. To be
 * called within the transaction that writes.
 */
export function forgettable(database: Database) {
  return {
    /** @param until null: for ever */
    keepUntil: (organization: string, name: string, until: Instant | null): void => {
      const [sql, ...value] =
        until === null
          ? ['DELETE FROM document WHERE organization = ? AND kind = ?']
          : ['REPLACE INTO document (organization, kind, value) VALUES (?, ?, ?)', until];
      database.run(sql as string, organization, PREFIX + name, ...value);
    },

    forget: (organization: string, now: Instant): void => {
      database.run(
        `DELETE FROM fact WHERE (organization, name) IN
          (SELECT organization, substr(kind, ${PREFIX.length + 1}) FROM document WHERE ${OURS})`,
        organization,
        now,
      );
      database.run(`DELETE FROM document WHERE ${OURS}`, organization, now);
    },
  };
}
