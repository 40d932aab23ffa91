import type { AdHocClosure } from '../../closures/model.ts';
import type { ClosureStore } from '../store.ts';
import type { Database } from './database.ts';
import { forgettable } from './forgettable.ts';
import { putAway } from './put-away.ts';

export function adHoc(database: Database): ClosureStore {
  const away = putAway(database);
  /** Asked for with every request, and read again where somebody has written: the same list while it is the same. */
  const listed = new Map<string, { as: string; list: readonly AdHocClosure[] }>();
  let changes = 0;
  const list = (organization: string): readonly AdHocClosure[] => {
    const as = `${database.foreignChanges()} ${changes}`;
    const known = listed.get(organization);
    if (known?.as === as) return known.list;
    const rows = database.all<{ closure: string }>(
      'SELECT closure FROM ad_hoc WHERE organization = ? ORDER BY created_at, number',
      organization,
    );
    const fresh = rows.map((row) => JSON.parse(row.closure) as AdHocClosure);
    listed.set(organization, { as, list: fresh });
    return fresh;
  };
  const change = <T>(work: () => T): Promise<T> =>
    database.write(() => {
      changes += 1;
      return work();
    });
  const insert = (organization: string, closure: AdHocClosure): boolean =>
    database.run(
      `INSERT INTO ad_hoc (closure, created_at, organization, id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      JSON.stringify(closure),
      closure.createdAt,
      organization,
      closure.id,
    ) === 1;
  const update = (organization: string, closure: AdHocClosure, before: AdHocClosure | null): boolean =>
    database.run(
      `UPDATE ad_hoc SET closure = ?, created_at = ? WHERE organization = ? AND id = ?
       ${before === null ? '' : 'AND closure = ?'}`,
      JSON.stringify(closure),
      closure.createdAt,
      organization,
      closure.id,
      ...(before === null ? [] : [JSON.stringify(before)]),
    ) === 1;
  const remove = (organization: string, closure: AdHocClosure): boolean =>
    database.run(
      'DELETE FROM ad_hoc WHERE organization = ? AND id = ? AND closure = ?',
      organization,
      closure.id,
      JSON.stringify(closure),
    ) === 1;

  return {
    listAdHoc: (organization) => database.read(() => list(organization)),

    listPutAway: (organization) => database.read(() => away.list(organization)),

    readAdHoc: (organization, id) =>
      database.read(() => {
        const row = database.get<{ closure: string }>(
          'SELECT closure FROM ad_hoc WHERE organization = ? AND id = ?',
          organization,
          id,
        );
        return row ? (JSON.parse(row.closure) as AdHocClosure) : away.read(organization, id);
      }),

    putAdHoc: (organization, closure, expect) =>
      change(() => {
        const { id } = closure;
        if (expect === 'absent') return away.read(organization, id) === null && insert(organization, closure);
        const before = expect === 'present' ? null : expect;
        if (update(organization, closure, before)) return true;
        return away.remove(organization, id, before) && insert(organization, closure);
      }),

    putAway: (organization, closures, forgetAt) =>
      change(() => {
        for (const closure of closures)
          if (remove(organization, closure)) away.add(organization, closure, forgetAt);
      }),

    forgetPast: (organization, now) =>
      database.write(() => {
        away.forget(organization, now);
        forgettable(database).forget(organization, now);
      }),
  };
}
