import { realClock } from '../clock.ts';
import { createHttp, serveHttp } from '../http/index.ts';
import { createToken } from '../operations/tokens.ts';
import { watch } from '../operations/watch.ts';
import { VERSION } from '../partoo/version.ts';
import { openDemoShop } from '../simulation/demo-shop.ts';
import type { Output } from './output.ts';
import { stopOnSignals } from './stop-signal.ts';

/** The console over the made-up shops of the demonstration, on this machine alone, until stopped. */
export async function openDemoConsole(out: Output, seed: number): Promise<void> {
  const stop = stopOnSignals();
  const demo = await openDemoShop(realClock, seed);
  const { deps } = demo;
  const { token } = await createToken(deps, {
    ...{ name: 'visitor', scopes: ['operate', 'approve'], organization: null, expiresAt: null },
  });
  const http = createHttp({
    ...{ deps, version: VERSION, tickedAt: () => deps.clock.now(), wake: async () => {} },
    resolveSecret: async () => '',
    onError: (error) => out.note(`http: ${error instanceof Error ? error.message : 'unexpected'}`),
  });
  const serving = await serveHttp(http, { host: '127.0.0.1', port: 0 });
  out.line();
  out.line(`  The console over these shops, on 23 December:  ${out.paint('bold', `${serving.url}/`)}`);
  out.line(`  Sign in with this token:  ${out.paint('bold', token)}`);
  out.line('  Stop with Ctrl-C.');
  try {
    await watch(deps, { organization: null, signal: stop.signal, onReport: () => {} });
  } finally {
    await serving.close();
    await demo.close();
    stop.release();
  }
}
