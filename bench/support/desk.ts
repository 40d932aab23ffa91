import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from '../../lib/clock.ts';
import { type Sandbox, type SeededBusiness, startSandbox } from '../../lib/sandbox/index.ts';
import type { ChildOptions } from './child.ts';

/** A local Partoo without a limit, and a folder with a configuration that looks at it. */
export interface Desk extends ChildOptions {
  sandbox: Sandbox;
  end(): Promise<void>;
}

/** At a quota that leaves the machine to be measured, not the waiting. */
const ORGANIZATION = `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    baseUrl: env:PARTOO_BASE_URL
    requestsPerMinute: 60000
    timezone: Europe/Paris
`;

/** Holidays and nights, the usual two. */
const RULES = `messages:
  holiday:
    fr: "Nous sommes fermés ({{closure_name}}). Réouverture {{reopens}}."
    en: "We are closed for {{closure_name}} and reopen {{reopens}}."
rules:
  public-holidays: { holidays: {}, message: holiday }
  nights:
    cron: { close: "0 19 * * MON-FRI", open: "0 9 * * MON-FRI" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
`;

/** @param rules from `messages:` or `rules:` on. Default: holidays and nights */
export async function makeDesk(businesses: number | SeededBusiness[], rules = RULES): Promise<Desk> {
  const sandbox = await startSandbox({ businesses, clock: realClock, requestsPerMinute: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-bench-'));
  await writeFile(join(folder, 'closures.yml'), `${ORGANIZATION}${rules}`);
  return {
    sandbox,
    folder,
    env: { PARTOO_API_KEY: 'sandbox-key', PARTOO_BASE_URL: sandbox.url },
    async end() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
