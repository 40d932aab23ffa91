/** Ticks of which none finds anything due, with the code of a checkout: idle-ticks.ts CHECKOUT TIMES */
import { join } from 'node:path';

const [checkout = '', times = ''] = process.argv.slice(2);
const load = (path: string) => import(join(checkout, 'lib', path));
// Where it stood before it moved.
const { tick } = await load('operations/tick.ts').catch(() => load('reconcile/tick.ts'));
const [{ openSqliteStore }, { realClock }] = await Promise.all([load('store/sqlite.ts'), load('clock.ts')]);

const store = await openSqliteStore('ticks.db');
await store.setDue('acme', realClock.now() + 86_400_000);
for (let time = 0; time < Number(times); time += 1)
  await tick({ store, clock: realClock, bus: { put: async () => [] } });
await store.close();
