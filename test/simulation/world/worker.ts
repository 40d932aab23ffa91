import { parentPort } from 'node:worker_threads';
import { simulateWorld } from './simulate.ts';

parentPort!.on('message', async (seed: number) => parentPort!.postMessage(await simulateWorld(seed)));
