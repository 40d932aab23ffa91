#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still say what is wrong.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const [major] = process.versions.node.split('.');

if (Number(major) < 24) {
  console.error(
    `partoo-closures needs Node 24 or newer, and this is ${process.versions.node}.\n` +
      'Run it as `npx partoo-closures …` or `npm start` after `npm ci`: they bring the right Node with them.',
  );
  process.exit(2);
}

// What was parsed once is not parsed again by the next command: most of what starting takes. Kept where only this user
// writes, unlike Node's default; where it cannot be kept, nothing is lost but the time.
if (!process.env.NODE_COMPILE_CACHE) {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  module.enableCompileCache(join(caches, 'partoo-closures'));
}

// A clone runs its sources as they stand. The published package has none: Node strips no types inside node_modules.
const source = new URL('../lib/cli/main.ts', import.meta.url);
const built = new URL('../dist/cli/main.js', import.meta.url);
const { main } = await import(existsSync(source) ? source.href : built.href);
await main(process.argv.slice(2));
