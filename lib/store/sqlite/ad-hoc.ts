import type { AdHocClosure } from '../../closures/model.ts';
import type { Store } from '../store.ts';
import type { Database } from './database.ts';

export function adHoc(database: Database): Pick<Store, 'listAdHoc' | 'putAdHoc' | 'deleteAdHoc'> {
  return {
    listAdHoc: async (organization) => {
      const rows = await database.read(() =>
        database.all<{ closure: string }>(
          'SELECT closure FROM ad_hoc WHERE organization = ? ORDER BY created_at, number',
          organization,
        ),
      );
      return rows.map((row) => JSON.parse(row.closure) as AdHocClosure);
    },

    putAdHoc: async (organization, closure, expect) => {
      const sql =
        expect === 'absent'
          ? `INSERT INTO ad_hoc (closure, created_at, organization, id) VALUES (?, ?, ?, ?)
             ON CONFLICT DO NOTHING`
          : `UPDATE ad_hoc SET closure = ?, created_at = ? WHERE organization = ? AND id = ?
             ${typeof expect === 'object' ? 'AND closure = ?' : ''}`;
      const before = typeof expect === 'object' ? [JSON.stringify(expect)] : [];
      const changes = await database.write(() =>
        database.run(sql, JSON.stringify(closure), closure.createdAt, organization, closure.id, ...before),
      );
      return changes === 1;
    },

    deleteAdHoc: async (organization, id) => {
      await database.write(() =>
        database.run('DELETE FROM ad_hoc WHERE organization = ? AND id = ?', organization, id),
      );
    },
  };
}
