/**
 * What `plan`, `status` and `explain` show on the evening of 24 December, of made-up shops on a virtual clock. Prints them as
 * one JSON document; times are as somebody in Paris reads them: call it with TZ=Europe/Paris. Run by readme-output.ts.
 */
import { fileURLToPath } from 'node:url';
import { printStatus } from '../lib/cli/commands/status.ts';
import { printExplanation } from '../lib/cli/explain-lines.ts';
import type { Output } from '../lib/cli/output.ts';
import { planTable } from '../lib/cli/plan-table.ts';
import { loadConfig } from '../lib/config/index.ts';
import { applyConfig, explain, planAlike, requestClosure, status } from '../lib/operations/index.ts';
import { run } from '../lib/operations/run.ts';
import { demoBusinesses } from '../lib/simulation/population.ts';
import { type Stage, setUp } from '../lib/simulation/stage.ts';

/** By command: what it shows, a line each. */
export type Scene = Record<'plan' | 'status' | 'explain', string[]>;

const COLUMNS = 80;
const FROM = Date.parse('2026-12-24T16:00:00Z');
const CONFIG = fileURLToPath(new URL('../examples/demo/closures.yml', import.meta.url));

async function play(stage: Stage): Promise<Scene> {
  const { deps, loaded, branches } = stage;
  const [branch] = branches;
  if (!branch) throw new Error('There is no organization.');
  const shops = branch.sandbox.businesses;
  const flooded = shops.find(({ business, settings }) => business.city === 'Lyon' && settings.is_launched)!;
  const refused = shops.find(({ business, settings }) => business.city === 'Lille' && settings.is_launched)!;
  branch.sandbox.setFaults({
    script: [{ match: { method: 'POST', business: [refused.business.id] }, fault: 'forbidden' }],
  });
  const allowNow = Number.MAX_SAFE_INTEGER;
  await applyConfig(deps, loaded, { organization: null, allowNow, confirm: async () => true });
  await requestClosure(
    { ...deps, actor: 'command:ana' },
    {
      ...{ id: 'flood-lyon', organization: null, scope: { codes: [flooded.business.code] }, all: false },
      ...{ from: null, until: null, message: null, text: null, reason: 'Flood', urgent: true, hold: false },
      actor: 'command:ana',
    },
  );
  const way = { organization: null, at: null, dryRun: false, writeAt: false, waitMilliseconds: 30_000 };
  await run(deps, way);
  return {
    plan: await planned(stage),
    status: await shown(async (out) => {
      const report = await status(deps, null);
      printStatus(out, report, { isList: false, isFiltered: false, summary: false });
    }),
    explain: await shown(async (out) =>
      printExplanation(out, await explain(deps, flooded.business.code, { at: null, organization: null })),
    ),
  };
}

function planned({ deps, loaded, clock }: Stage): Promise<string[]> {
  const [from, to] = [clock.now(), Date.parse('2026-12-26T00:00:00+01:00')];
  return shown(async (out) => {
    const table = planTable(out, { from: '2026-12-24T17:00', to: '2026-12-26T00:00' }, false);
    const rest = {
      waves: [],
      staged: [],
      ways: [],
      templates: [],
      requests: { reads: 0, writes: 0 },
      inWords: [],
      warnings: [],
      isPaused: false,
      isRefused: false,
    } as Parameters<typeof table.end>[0];
    for await (const part of planAlike(deps, loaded.config, {
      from,
      to,
      organization: null,
      summary: false,
    })) {
      if (part.kind === 'closures') await table.closures(part);
      else if (part.kind === 'wave') rest.waves.push(part.wave);
      else if (part.kind === 'requests') rest.requests = part.requests;
    }
    await table.end(rest);
  });
}

/** On a terminal without colours, as wide as one is. */
async function shown(print: (out: Output) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  await print({
    ...{ json: false, isOpen: true, width: COLUMNS, isTerminal: false, errorStream: process.stderr },
    paint: (_format, text) => text,
    paintNote: (_format, text) => text,
    line: (text = '') => void lines.push(...text.split('\n')),
    write: async () => {},
    document: async () => {},
    note: () => {},
  });
  return lines;
}

const stage = await setUp({
  loaded: await loadConfig(CONFIG),
  from: FROM,
  seed: 1,
  businesses: () => demoBusinesses(1),
});
try {
  console.log(JSON.stringify(await stage.clock.run(() => play(stage)), null, 1));
} finally {
  await stage.close();
}
