/**
 * Asks the console and the interface for what a shop's people look at, over the store of the folder that it runs in; with the
 * heap that a command has.
 */
import { keepHeapSmall } from '../../lib/cli/small-heap.ts';
import { realClock } from '../../lib/clock.ts';
import { createHttp, workAhead } from '../../lib/http/index.ts';
import { createDeps } from '../../lib/operations/index.ts';
import { createToken } from '../../lib/operations/tokens.ts';
import { VERSION } from '../../lib/partoo/version.ts';
import { openStore } from '../../lib/store/index.ts';

keepHeapSmall();
const store = await openStore('sqlite:.partoo-closures/state.db');
const deps = createDeps({ store, clock: realClock, env: {} });
const { token } = await createToken(deps, {
  ...{ name: 'bench', organization: null, expiresAt: null },
  scopes: ['operate'],
});
const serve = createHttp({
  ...{ deps, version: VERSION, tickedAt: () => null, wake: async () => {}, resolveSecret: async () => '' },
  onError: (error) => console.error(error),
});
const ask = (path: string, init: RequestInit) => serve(new Request(`http://127.0.0.1${path}`, init));
const signedIn = await ask('/sign-in', { method: 'POST', body: new URLSearchParams({ token }) });
const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const shop = (await store.readDirectory('acme'))?.businesses[1234]?.id;
await workAhead(deps);
for (const path of ['/', '/shops', `/shops/acme/${shop}`, '/calendar']) await answered(path, { cookie });
for (const path of [`/v1/businesses/${shop}`, `/v1/businesses/${shop}/hours`])
  await answered(path, { authorization: `Bearer ${token}` });
await store.close();

async function answered(path: string, headers: Record<string, string>): Promise<void> {
  const answer = await ask(path, { headers });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
  await answer.text();
}
