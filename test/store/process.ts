/**
 * A process of its own with an open store: `node process.ts PATH`. Says `ready`, then answers each {@link Command}
 * that its parent sends with what came of it.
 */
import { openSqliteStore } from '../../lib/store/sqlite.ts';
import type { Lease } from '../../lib/store/store.ts';
import { MINUTE, NOW, stored } from '../support/world/samples.ts';

export type Command =
  | { do: 'reserve'; times: number; count: number; spacing: number }
  | { do: 'take-lease' }
  /** Saves `count` businesses and is killed just before number `dieAt`; with `dieAt` = `count`, after all. */
  | { do: 'save-and-die'; lease: Lease; count: number; dieAt: number };

const store = await openSqliteStore(process.argv[2] ?? '');

process.on('message', (command: Command) => {
  void answer(command).then((result) => process.send?.({ result }));
});
process.on('disconnect', () => process.exit());
process.send?.({ result: 'ready' });

async function answer(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'reserve': {
      const firsts: number[] = [];
      for (let time = 0; time < command.times; time++)
        firsts.push(await store.reserveSlots('acme', command.count, command.spacing, NOW));
      return firsts;
    }
    case 'take-lease':
      return store.takeLease('acme', NOW, MINUTE);
    case 'save-and-die': {
      const businesses = Array.from({ length: command.count }, (_, index) =>
        stored(`b${index}`, 'new'.repeat(500)),
      );
      const last = businesses[command.dieAt];
      // The store reads a record when it writes it: this is the middle of the transaction, whatever the machine's speed.
      if (last !== undefined) Object.defineProperty(last, 'record', { get: die });
      await store.saveBusinesses(command.lease, businesses);
      return die();
    }
  }
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('survived');
}
