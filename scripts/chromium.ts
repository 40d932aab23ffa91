import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The first has no window to draw, which is most of what a page costs. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** Debian's Chromium, or another one that is installed; null: there is none. */
export function chromiumPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}

export function startChromium(path: string): Promise<Browser> {
  // Whoever runs tests as root, in a container, has no sandbox to run them in; all pages are ours.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
}
