/** Preloaded into a process: says on standard error, as its last line, which packages it has loaded, and how many files. */
import { registerHooks } from 'node:module';

const packages = new Set<string>();
let files = 0;
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) files += 1;
    const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
    if (name) packages.add(name);
    return next(url, context);
  },
});
process.on('exit', () => {
  process.stderr.write(`${JSON.stringify({ packages: [...packages].sort(), files })}\n`);
});
