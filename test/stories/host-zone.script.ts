/** Plans and carries out a Christmas on a virtual clock, and prints all that came of it. */
import { appliedConfig, explain, plan } from '../../lib/operations/index.ts';
import { makeBusinesses } from '../../lib/sandbox/index.ts';
import { makeWorld } from '../support/world/world.ts';

const world = await makeWorld({
  businesses: makeBusinesses(12),
  rules: `rules:
  holidays:
    holidays: {}
  nights:
    cron: { close: "0 19 * * MON-SAT", open: "30 8 * * *" }
  sundays:
    dates: [{ from: 2026-12-27 }]
    effect: { open: true, chatHours: ["10:00-18:00"] }
    priority: 80
  spring:
    dates: [{ from: 2027-03-28T02:30, to: 2027-03-28T03:15 }]
`,
});
const lines: string[] = [];
const { config } = await appliedConfig(world.store);
const window = { from: Date.parse('2026-12-24T00:00:00Z'), to: Date.parse('2027-04-02T00:00:00Z') };
for await (const part of plan(world.deps, config, { ...window, organization: null, summary: false }))
  lines.push(JSON.stringify(part));
for (const at of ['2026-12-24T20:00:00Z', '2026-12-25T12:00:00Z', '2026-12-27T12:00:00Z']) {
  await world.until(at);
  const { organizations, converged } = await world.run();
  lines.push(JSON.stringify([converged, organizations, world.listing()]));
  lines.push(JSON.stringify(await explain(world.deps, 'ST-00005', { at: null, organization: null })));
}
await world.end();
console.log(lines.join('\n'));
