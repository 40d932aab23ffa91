import type { Instant } from '../../clock.ts';
import type { AdHocClosure } from '../../closures/model.ts';
import type { Database } from './database.ts';

interface PutAway {
  closure: AdHocClosure;
  forgetAt: Instant;
}

const PREFIX = 'ended-ad-hoc#';
const OURS = `organization = ? AND kind >= '${PREFIX}' AND kind < 'ended-ad-hoc$'`;

/**
 * Closures that are listed no more. They lie among the documents, a kind each: the schema stays what it was, and an earlier
 * version can go on with the file. To be called within the transaction that reads or writes.
 */
export function putAway(database: Database) {
  const read = (organization: string, id: string): AdHocClosure | null => {
    const row = database.get<{ value: string }>(
      'SELECT value FROM document WHERE organization = ? AND kind = ?',
      organization,
      PREFIX + id,
    );
    return row ? (JSON.parse(row.value) as PutAway).closure : null;
  };
  return {
    read,

    list: (organization: string): AdHocClosure[] =>
      database
        .all<{ value: string }>(`SELECT value FROM document WHERE ${OURS}`, organization)
        .map(({ value }) => (JSON.parse(value) as PutAway).closure)
        .sort((a, b) => a.createdAt - b.createdAt),

    add: (organization: string, closure: AdHocClosure, forgetAt: Instant): void => {
      database.run(
        'REPLACE INTO document (organization, kind, value) VALUES (?, ?, ?)',
        organization,
        PREFIX + closure.id,
        JSON.stringify({ closure, forgetAt } satisfies PutAway),
      );
    },

    /** False where there is none, or (where one is expected) another. */
    remove: (organization: string, id: string, before: AdHocClosure | null): boolean => {
      const known = read(organization, id);
      if (known === null || (before !== null && JSON.stringify(known) !== JSON.stringify(before)))
        return false;
      database.run('DELETE FROM document WHERE organization = ? AND kind = ?', organization, PREFIX + id);
      return true;
    },

    forget: (organization: string, now: Instant): void => {
      database.run(
        `DELETE FROM document WHERE ${OURS} AND json_extract(value, '$.forgetAt') <= ?`,
        organization,
        now,
      );
    },
  };
}
