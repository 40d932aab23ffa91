/**
 * `npm run local`: the deployment on this machine, to play with. Packages the functions, starts them behind a local
 * bus before a sandbox, ticks every minute, and reads commands from the terminal.
 */
import { createInterface } from 'node:readline/promises';
import { realClock } from '../lib/clock.ts';
import { parseConfig } from '../lib/config/index.ts';
import { applyConfig, createDeps, status } from '../lib/operations/index.ts';
import { startSandbox } from '../lib/sandbox/index.ts';
import { startLocalStack } from './local-stack.ts';
import { packageAll } from './package.ts';

const HELP = `
  close CODE       asks for a closure by event        cancel       ends it
  jump ISO         lets every clock jump, then ticks  tick         ticks now
  status           where the businesses stand         events       what the bus has taken
  failures         what ended in a queue              quit
`;
const CLOSURES = (url: string) => `version: 1
organizations:
  acme: { apiKey: ssm:/partoo-closures/dev/acme, baseUrl: ${url}, timezone: Europe/Paris, language: fr }
rules:
  public-holidays: { holidays: { types: [public] } }
`;

await packageAll();
const stack = await startLocalStack({
  packaged: '.serverless',
  line: (name, line) => console.log(`  ${name}  ${line}`),
});
const clock = { ...realClock, now: () => stack.now() };
const sandbox = await startSandbox({ businesses: 12, clock });
stack.secrets.set('/partoo-closures/dev/acme', 'sandbox-key');
const deps = createDeps({ store: stack.store, clock, env: {}, resolveSecret: () => 'sandbox-key' });
await applyConfig(deps, parseConfig(CLOSURES(sandbox.url), 'closures.yml'), {
  organization: null,
  allowNow: null,
  confirm: async () => true,
});
const every = setInterval(() => void stack.tick(), 60_000);
console.log(`A sandbox with ${sandbox.businesses.length} businesses at ${sandbox.url}.${HELP}`);

const commands: Record<string, (word: string) => unknown> = {
  close: (code) =>
    stack.send('Closure Requested', { id: 'by-hand', codes: [code], urgent: true, reason: 'By hand' }),
  cancel: () => stack.send('Closure Cancelled', { id: 'by-hand' }),
  jump: (iso) => {
    stack.shiftTo(Date.parse(iso));
    return stack.tick();
  },
  tick: () => stack.tick(),
  status: async () => {
    const { businesses } = await status(deps, null);
    console.table(
      businesses.map(({ code, state, closures }) => ({ code, state, closures: closures.length })),
    );
  },
  events: () =>
    console.table(
      stack.events.map(({ time, source, ...event }) => ({ time, source, type: event['detail-type'] })),
    ),
  failures: () => console.table(stack.failures.map(({ queue, errorMessage }) => ({ queue, errorMessage }))),
};

const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: 'local> ' });
terminal.prompt();
for await (const line of terminal) {
  const [command = '', word = ''] = line.trim().split(/\s+/);
  if (command === 'quit') break;
  const act = commands[command];
  if (act) await act(word);
  else console.log(HELP);
  terminal.prompt();
}
terminal.close();
clearInterval(every);
await stack.settled();
await stack.close();
await sandbox.close();
