import module from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { Played } from './regressions.ts';

// Each worker loads all of the product: what was read and compiled once is not compiled again.
module.enableCompileCache();
const [{ faultsOf }, { leastWorld }] = await Promise.all([
  import('./simulate.ts'),
  import('./regressions.ts'),
]);

parentPort!.on('message', async (played: Played) =>
  parentPort!.postMessage(await faultsOf(leastWorld(played))),
);
