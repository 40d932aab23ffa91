import module from 'node:module';
import { parentPort } from 'node:worker_threads';

// Each worker loads all of the product: what was read and compiled once is not compiled again.
module.enableCompileCache();
const { simulateWorld } = await import('./simulate.ts');

parentPort!.on('message', async (seed: number) => parentPort!.postMessage(await simulateWorld(seed)));
