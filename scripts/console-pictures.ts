/**
 * Pictures of the console over the shops of the demonstration. `node scripts/console-pictures.ts` writes those of the
 * README; with `--all` every page at four widths, light and dark, into .cache/console, to be looked at.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { realClock } from '../lib/clock.ts';
import { createHttp, serveHttp } from '../lib/http/index.ts';
import { run } from '../lib/operations/run.ts';
import { createToken } from '../lib/operations/tokens.ts';
import { openDemoShop } from '../lib/simulation/demo-shop.ts';
import { chromiumPath, startChromium } from './chromium.ts';

const ROOT = join(import.meta.dirname, '..');
const ALL = join(ROOT, '.cache', 'console');
const WIDTHS = [320, 768, 1440, 2560];

const path = chromiumPath();
if (path === null) throw new Error('There is no Chromium here: install the package chromium.');
const demo = await openDemoShop(realClock, 1);
const { deps } = demo;
await run(deps, { organization: null, at: null, dryRun: false, writeAt: false, waitMilliseconds: 30_000 });
const { token } = await createToken(deps, {
  ...{ name: 'ana', scopes: ['operate', 'approve'], organization: null, expiresAt: null },
});
const serving = await serveHttp(
  createHttp({
    ...{ deps, version: '0', tickedAt: () => null, wake: async () => {} },
    resolveSecret: async () => '',
    onError: (error) => console.error(error),
  }),
  { host: '127.0.0.1', port: 0 },
);
const browser = await startChromium(path);
const shop = (await deps.store.readDirectory('maison-corvel'))?.businesses.find(
  ({ code }) => code === 'ST-00008',
);
const pages: Record<string, string> = {
  now: '/',
  month: '/calendar/2026-12',
  year: '/calendar',
  shops: '/shops',
  shop: `/shops/maison-corvel/${shop?.id}`,
  close: `/close?shop=maison-corvel/${shop?.id}`,
  waiting: '/waiting',
  rules: '/rules',
  history: '/history',
};

if (process.argv.includes('--all')) {
  await mkdir(ALL, { recursive: true });
  for (const width of WIDTHS)
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await signedIn(width, 900, colorScheme);
      for (const [name, address] of Object.entries(pages))
        await shoot(page, address, join(ALL, `${name}-${width}-${colorScheme}.png`), true);
      await page.context().close();
    }
} else {
  const page = await signedIn(1200, 500, 'light');
  await shoot(page, pages.now!, join(ROOT, 'docs', 'console-now.png'), false);
  await page.setViewportSize({ width: 1200, height: 1440 });
  await shoot(page, pages.month!, join(ROOT, 'docs', 'console-month.png'), false);
}
await browser.close();
await serving.close();
await demo.close();

async function signedIn(width: number, height: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en' });
  const page = await context.newPage();
  await page.goto(serving.url);
  await page.locator('#token').fill(token);
  await page.locator('main button').click();
  await page.waitForURL(`${serving.url}/`);
  return page;
}

async function shoot(page: Page, address: string, file: string, fullPage: boolean): Promise<void> {
  await page.goto(`${serving.url}${address}`);
  await page.screenshot({ path: file, fullPage });
}
