/** Preloaded into a process: says on standard error, as its last line, which packages and commands it has loaded, and how many files. */
import { registerHooks } from 'node:module';

const packages = new Set<string>();
const commands = new Set<string>();
let files = 0;
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) files += 1;
    const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
    if (name) packages.add(name);
    const [, command] = /\/lib\/cli\/commands\/([\w-]+)\./.exec(url) ?? [];
    if (command) commands.add(command);
    return next(url, context);
  },
});
process.on('exit', () => {
  process.stderr.write(
    `${JSON.stringify({ packages: [...packages].sort(), commands: [...commands].sort(), files })}\n`,
  );
});
