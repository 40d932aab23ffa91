#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still say what is wrong.
const [major] = process.versions.node.split('.');

if (Number(major) < 24) {
  console.error(
    `partoo-closures needs Node 24 or newer, and this is ${process.versions.node}.\n` +
      'Run it as `npx partoo-closures …` or `npm start` after `npm ci`: they bring the right Node with them.',
  );
  process.exit(2);
}

const { main } = await import('../lib/cli/main.ts');
await main(process.argv.slice(2));
