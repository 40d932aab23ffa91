/**
 * Holds the description of the HTTP interface against Spectral, with the rules of OWASP, and Redocly: npm run lint:api
 * Neither is a dependency: they bring 200 packages along, and only look. They come from npm, pinned, when this is run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiOf } from '../lib/http/openapi.ts';
import { routesOf } from '../lib/http/routes/index.ts';
import { Traffic } from '../lib/http/traffic.ts';

const SPECTRAL = ['@stoplight/spectral-cli@6.16.3', '@stoplight/spectral-owasp-ruleset@2.0.1'];
const REDOCLY = ['@redocly/cli@2.77.0'];
const RATE = ['owasp:api4:2023-rate-limit', 'owasp:api4:2023-rate-limit-responses-429'];

const off = (...rules: string[]) => Object.fromEntries(rules.map((rule) => [rule, 'off']));
const at = (path: string, ...rules: string[]) => ({
  files: [`openapi.json#/paths/${path.replaceAll('/', '~1')}`],
  rules: off(...rules),
});
/** What is meant to be as it is. */
const RULES = {
  extends: ['spectral:oas', '@stoplight/spectral-owasp-ruleset'],
  rules: off(
    // Whoever runs it is whom one asks.
    'info-contact',
    // Names and texts are people's own.
    'owasp:api4:2023-string-restricted',
    // Other sites may read nothing: there is no such header.
    'owasp:api8:2023-define-cors-origin',
    // Calendar programs send no header; such a token opens nothing else.
    'owasp:api2:2023-no-api-keys-in-url',
    'owasp:api2:2023-no-credentials-in-url',
  ),
  // What takes no token counts none.
  overrides: [
    at('/health', ...RATE, 'owasp:api2:2023-read-restricted', 'owasp:api8:2023-define-error-responses-401'),
    at('/webhooks/closures', ...RATE),
    at('/webhooks/partoo', ...RATE),
  ],
};

const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-api-'));
try {
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(openApiOf(routesOf(new Traffic()), '0.0.0')));
  await writeFile(join(folder, 'rules.json'), JSON.stringify(RULES));
  // The rules are found beside the linter only where both are in the folder.
  npm([
    'install',
    '--ignore-scripts',
    '--no-save',
    '--silent',
    '--no-audit',
    '--no-fund',
    ...SPECTRAL,
    ...REDOCLY,
  ]);
  npm([
    'exec',
    '--',
    'spectral',
    'lint',
    'openapi.json',
    '--ruleset',
    'rules.json',
    '--fail-severity',
    'hint',
  ]);
  npm(['exec', '--', 'redocly', 'lint', 'openapi.json', '--extends', 'recommended']);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function npm(args: readonly string[]): void {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit', env });
  if (status === 0) return;
  process.exitCode = 1;
  throw new Error(`npm ${args.slice(0, 3).join(' ')} ended with ${status}.`);
}
