/** The console's pages over many businesses: how long the server takes, and what goes over the line. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { realClock } from '../lib/clock.ts';
import { createHttp, serveHttp, workAhead } from '../lib/http/index.ts';
import { createDeps } from '../lib/operations/index.ts';
import { createToken } from '../lib/operations/tokens.ts';
import { VERSION } from '../lib/partoo/version.ts';
import { openStore } from '../lib/store/index.ts';
import { chromiumPath, startChromium } from '../scripts/chromium.ts';
import { measure } from './support/child.ts';
import { makeDesk } from './support/desk.ts';
import { firstPaint } from './support/first-paint.ts';
import { grouped, type Section, seconds } from './support/section.ts';

const BUSINESSES = 10_000;
const TIMES = 5;
const TARGET_MILLISECONDS = 200;
const TARGET_KILOBYTES = 150;
const TARGET_PAINT_MILLISECONDS = 1000;

export async function measureConsole(): Promise<Section> {
  const desk = await makeDesk(BUSINESSES);
  try {
    await measure(['apply', '--yes', '--allow-now', String(BUSINESSES), '--json'], desk);
    const store = await openStore(`sqlite:${join(desk.folder, '.partoo-closures', 'state.db')}`);
    const deps = createDeps({ store, clock: realClock, env: desk.env });
    const { token } = await createToken(deps, {
      name: 'bench',
      scopes: ['operate'],
      organization: null,
      expiresAt: null,
    });
    const serve = createHttp({
      ...{ deps, version: VERSION, tickedAt: () => null, wake: async () => {} },
      resolveSecret: async () => '',
      onError: (error) => console.error(error),
    });
    const ask = (path: string, cookie: string, body?: URLSearchParams) =>
      serve(
        new Request(`http://127.0.0.1${path}`, {
          headers: { cookie },
          ...(body && { method: 'POST', body }),
        }),
      );
    const signedIn = await ask('/sign-in', '', new URLSearchParams({ token }));
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const directory = await store.readDirectory('acme');
    const shop = `acme/${directory?.businesses[1234]?.id}`;
    const month = new Date(deps.clock.now()).toISOString().slice(0, 7);
    const pages = ['/', '/shops', '/shops?q=paris&sort=name', `/shops/${shop}`, `/close?shop=${shop}`];
    const chromium = chromiumPath();
    const browser = chromium === null ? null : await startChromium(chromium);
    const serving = await serveHttp(serve, { host: '127.0.0.1', port: 0 });
    const rows: string[][] = [];
    const began = performance.now();
    await workAhead(deps);
    const ahead = performance.now() - began;
    for (const path of [...pages, '/calendar', `/calendar/${month}`, '/rules', '/waiting', '/history']) {
      const times: number[] = [];
      let text = '';
      for (let time = 0; time < TIMES; time += 1) {
        const before = performance.now();
        text = await (await ask(path, cookie)).text();
        times.push(performance.now() - before);
      }
      const kilobytes = gzipSync(text).length / 1024;
      const painted = browser && (await firstPaint(browser, `${serving.url}${path}`, cookie));
      rows.push([
        path.replace(shop, '…'),
        seconds(times[0]!),
        seconds(Math.min(...times.slice(1))),
        `${kilobytes.toFixed(0)} KB`,
        painted === null ? '–' : seconds(painted),
      ]);
    }
    await browser?.close();
    await serving.close();
    await store.close();
    return {
      title: `The console over ${grouped(BUSINESSES)} businesses`,
      about: `Each page within one process: the first time it is asked for, the quickest of ${TIMES - 1} times after that, its size compressed, and the first paint in Chromium on 1.6 Mbit/s with 150 ms there and back and a quarter of the processor, with nothing kept.`,
      head: ['page', 'first', 'then', 'size', 'paint'],
      rows,
      notes: [
        `Aim: at most ${TARGET_MILLISECONDS} ms, ${TARGET_KILOBYTES} KB, and ${TARGET_PAINT_MILLISECONDS / 1000} s to the first paint. Where shops stand and what is planned is worked out once and kept for a moment; the first time when the server starts, before anybody asks: ${seconds(ahead)} here.`,
      ],
    };
  } finally {
    await desk.end();
  }
}
