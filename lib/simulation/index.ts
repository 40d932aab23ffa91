/** The whole system on a virtual clock against a local Partoo: real client, HTTP, store and core. */
import type { Instant } from '../clock.ts';
import { addDays, civilDateOf, instantOf } from '../closures/civil-time.ts';
import type { Bound } from '../closures/model.ts';
import { loadConfig } from '../config/index.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { DEMO_CONFIG } from './demo-config.ts';
import { demoIncidents } from './incidents.ts';
import { createLostRestore } from './lost-restore.ts';
import { documentOf, faultsOf, type Outcome } from './outcome.ts';
import type { SimulationOutput } from './output.ts';
import type { OwnShops } from './own-shops.ts';
import { play } from './play.ts';
import { businessesFor, demoBusinesses } from './population.ts';
import { lateByPlan, measurePunctuality } from './punctuality.ts';
import { compare, photograph } from './restoration.ts';
import { type Stage, setUp } from './stage.ts';
import { tellDay, tellNextSteps, tellOutcome } from './tell.ts';
import { usageOf } from './usage.ts';

export interface SimulateOptions {
  /** Path of a closures.yml; the demonstration has its own. */
  config: string | null;
  /** In the zone of the first organization (else UTC); default: midnight of today. */
  from: Bound | null;
  /** Default: two weeks later. */
  to: Bound | null;
  /** A Christmas of a made-up company, with incidents. */
  demo: boolean;
  /** The account's own shops, by organization. Default: made-up ones that fit the configuration. */
  own?: ReadonlyMap<string, OwnShops> | null;
  /** How many shops to make up for an organization, at least. */
  madeUp?: number;
  /** Decides everything that chance decides. Default 1. */
  seed?: number;
  /** A fault that the simulation has to notice; `lost-restore` is the one there is. */
  inject?: string | null;
  /** Where `from` falls back to. */
  now: Instant;
  out: SimulationOutput;
}

const DEMO_FROM = '2026-12-20T00:00';
const DEMO_TO = '2027-01-04T12:00';
const DEFAULT_DAYS = 14;
const INJECTABLE = ['lost-restore'];

/**
 * Plays a simulation and tells its story. Resolves to the exit code: 0, or 1 where a closure was missed, a quota
 * overrun or something not restored.
 * @throws ConfigError, UsageError
 */
export async function simulateCommand(options: SimulateOptions): Promise<number> {
  const { out } = options;
  const outcome = await simulate(options);
  if (out.json) await out.document(documentOf(outcome));
  else {
    tellOutcome(out, outcome);
    if (options.demo && faultsOf(outcome).length === 0) tellNextSteps(out);
  }
  return faultsOf(outcome).length === 0 ? 0 : 1;
}

async function simulate(options: SimulateOptions): Promise<Outcome> {
  const { demo, out, seed = 1 } = options;
  const loaded = await loadConfig(demo ? DEMO_CONFIG : (options.config ?? 'closures.yml'));
  const zone = loaded.config.organizations[0]?.timezone ?? 'UTC';
  const { from, to } = spanOf(options, zone);
  const lost = createLostRestore();
  const isLost = injected(options.inject ?? null, demo);
  const stage = await setUp({
    loaded,
    from,
    seed,
    businesses: ({ id }) =>
      demo
        ? demoBusinesses(seed)
        : (options.own?.get(id)?.businesses ?? businessesFor(loaded.config, id, seed, options.madeUp)),
    templates: ({ id }) => options.own?.get(id)?.templates,
    ...(isLost ? { wire: lost.wire } : {}),
  });
  try {
    const incidents = demo ? demoIncidents(stage, isLost ? lost.arm : null) : [];
    announce(out, stage, options, { from, to, zone });
    return await stage.clock.run(async () => {
      const before = await photograph(stage);
      const days: Outcome['days'] = [];
      const { applied, last } = await play(stage, {
        from,
        to,
        zone,
        incidents,
        onDay(day) {
          days.push(day);
          tellDay(out, day);
        },
      });
      const usage = usageOf(stage.branches);
      const after = await photograph(stage);
      return {
        from,
        to,
        zone,
        seed,
        shops: options.demo || !options.own ? 'made-up' : 'own',
        lateByPlan: await lateByPlan(stage, from, to),
        days,
        punctuality: await measurePunctuality(stage, from, to),
        usage,
        restoration: await compare(stage, before, after, from, to),
        converged: last.converged,
        warnings: applied.warnings,
      };
    });
  } finally {
    await stage.close();
  }
}

function spanOf({ demo, from, to, now }: SimulateOptions, zone: string): { from: Instant; to: Instant } {
  const first = from ?? (demo ? DEMO_FROM : civilDateOf(now, zone));
  const start = instantOf(first, zone, 'start');
  const last = to ?? (demo ? DEMO_TO : addDays(civilDateOf(start, zone), DEFAULT_DAYS));
  const end = instantOf(last, zone, 'end');
  if (end > start) return { from: start, to: end };
  throw new UsageError(
    'empty-interval',
    `The end ${last} does not lie after the start ${first}.`,
    'Give a later --to.',
  );
}

function injected(fault: string | null, demo: boolean): boolean {
  if (fault === null) return false;
  if (demo && INJECTABLE.includes(fault)) return true;
  throw new UsageError(
    'unknown-fault',
    `There is no fault "${fault}" to inject${demo ? '' : ' without --demo'}.`,
    `Known, with --demo: ${INJECTABLE.join(', ')}.`,
  );
}

function announce(
  out: SimulationOutput,
  { branches }: Stage,
  options: SimulateOptions,
  { from, to, zone }: { from: Instant; to: Instant; zone: string },
): void {
  const businesses = branches.flatMap(({ sandbox }) => sandbox.businesses);
  const countries = new Set(businesses.map(({ business }) => business.country)).size;
  const shops = `${businesses.length} shops in ${countries} ${countries === 1 ? 'country' : 'countries'}`;
  out.line(out.paint('bold', `\n  ${shops}, ${civilDateOf(from, zone)} to ${civilDateOf(to - 1, zone)}`));
  if (!options.demo) out.line(`  ${playedOn(options)}`);
  out.line(
    out.paint('dim', '  A local Partoo over HTTP, the real client, store and core; only time is virtual.\n'),
  );
}

/** What is played on, which is the first that anybody has to know. */
function playedOn({ own }: SimulateOptions): string {
  if (!own) return 'Made-up shops that fit your closures.yml, not those of your account.';
  const leftOut = [...own.values()].reduce((sum, one) => sum + one.leftOut, 0);
  const without = leftOut > 0 ? `; ${leftOut} without messaging settings are left out` : '';
  return `Your own shops and their settings, read from Partoo just now${without}. Nothing is written there.`;
}
