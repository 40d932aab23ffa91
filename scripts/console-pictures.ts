/**
 * Pictures of the console over the shops of the demonstration. `node scripts/console-pictures.ts` writes those of the
 * README; with `--all` every page in every state at four widths, light and dark, in English and French, into
 * .cache/console, to be looked at. Names after `--all` are those of states to picture, and no others.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { chromiumPath, startChromium } from './chromium.ts';
import type { Scene } from './console-scene.ts';
import { SCENES } from './console-scenes.ts';

const ROOT = join(import.meta.dirname, '..');
const ALL = join(ROOT, '.cache', 'console');
/** Room depends on the language, colours on neither: two of the four at each width show what all four would. */
const LOOKS = [320, 768, 1440, 2560].flatMap((width) => [
  { width, language: 'en', colorScheme: 'light' } as const,
  { width, language: 'fr', colorScheme: 'dark' } as const,
]);

const path = chromiumPath();
if (path === null) throw new Error('There is no Chromium here: install the package chromium.');
const browser = await startChromium(path);
const [, , all, ...only] = process.argv;
for (const begin of SCENES) {
  const scene = await begin();
  if (all === '--all') await pictureAll(scene);
  else await pictureReadme(scene);
  await scene.end();
}
await browser.close();

async function pictureAll({ url, documents }: Scene): Promise<void> {
  await mkdir(ALL, { recursive: true });
  for (const { width, language, colorScheme } of LOOKS) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, locale: language, colorScheme });
    for (const { name, path: at, texts } of documents) {
      if (only.length > 0 && !only.includes(name)) continue;
      await show(page, `${url}${at}`, texts[language]);
      const file = join(ALL, `${name}-${width}-${language}-${colorScheme}.jpg`);
      await page.screenshot({ path: file, fullPage: true, quality: 85 });
    }
    await page.context().close();
  }
}

async function pictureReadme({ url, documents }: Scene): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 500 } });
  for (const [wanted, height] of [
    ['now', 500],
    ['month', 1440],
  ] as const)
    for (const { name, path: at, texts } of documents) {
      if (name !== wanted) continue;
      await page.setViewportSize({ width: 1200, height });
      await show(page, `${url}${at}`, texts.en);
      await page.screenshot({ path: join(ROOT, 'docs', `console-${name}.png`) });
    }
}

/** What was answered is shown as it is; what it loads comes from the server. */
async function show(page: Page, address: string, body: string): Promise<void> {
  await page.route(address, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }), {
    times: 1,
  });
  await page.goto(address);
}
