import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import type { Day } from './diary.ts';
import type { Punctuality } from './punctuality.ts';
import type { Restoration } from './restoration.ts';
import type { Usage } from './usage.ts';

/** All that a simulation found out. */
export interface Outcome {
  from: Instant;
  to: Instant;
  zone: string;
  seed: number;
  /** Whose shops it was played on. */
  shops: 'own' | 'made-up';
  days: Day[];
  punctuality: Punctuality;
  /** How many changes `plan` says to be late, over the same time. */
  lateByPlan: number;
  usage: Usage;
  restoration: Restoration;
  /** A last pass found nothing that is still to be done. */
  converged: boolean;
  warnings: { code: string; message: string }[];
}

/** What is wrong with it, a sentence each; none: all is well. */
export function faultsOf({
  punctuality,
  lateByPlan,
  usage,
  restoration,
  converged,
  zone,
}: Outcome): string[] {
  const faults: string[] = [];
  for (const { code, field } of restoration.differences) {
    faults.push(`${code}: ${field} is not what it was, and nobody but us had changed it.`);
  }
  for (const { code, at, milliseconds } of punctuality.late) {
    const how = milliseconds === null ? 'not closed' : `closed ${seconds(milliseconds)} late`;
    faults.push(`${code}: ${how} at ${isoInZone(at, zone)}.`);
  }
  for (const { code, at, milliseconds } of punctuality.tooEarly) {
    faults.push(`${code}: reopened ${seconds(-milliseconds)} before ${isoInZone(at, zone)}.`);
  }
  if (lateByPlan > 0)
    faults.push(`${lateByPlan} changes cannot be on time within the quota, as \`plan\` says.`);
  if (usage.mostInAMinute > usage.budgetPerMinute) {
    faults.push(
      `${usage.mostInAMinute} requests within a minute are more than the ${usage.budgetPerMinute} allowed.`,
    );
  }
  if (usage.tooManyRequests > 0) faults.push(`Partoo answered 429 ${usage.tooManyRequests} times.`);
  if (!converged) faults.push('A last pass found something that could not be done.');
  return faults;
}

/** The document of `simulate --json`. */
export function documentOf(outcome: Outcome): unknown {
  const { from, to, zone, seed, shops, days, punctuality, usage, restoration, converged, warnings } = outcome;
  const iso = (at: Instant) => isoInZone(at, zone);
  return {
    from: iso(from),
    to: iso(to),
    seed,
    shops,
    ok: faultsOf(outcome).length === 0,
    faults: faultsOf(outcome),
    days,
    closings: {
      planned: punctuality.planned,
      written: punctuality.written,
      earliestSeconds: punctuality.earliest / 1000,
      latestSeconds: punctuality.latest / 1000,
      held: punctuality.held,
      latestHeldSeconds: punctuality.latestHeld / 1000,
      late: punctuality.late.map((one) => ({ ...one, at: iso(one.at) })),
      lateByPlan: outcome.lateByPlan,
    },
    reopenings: {
      latestSeconds: punctuality.latestReopening / 1000,
      tooEarly: punctuality.tooEarly.map((one) => ({ ...one, at: iso(one.at) })),
    },
    requests: usage,
    restored: restoration,
    converged,
    warnings,
  };
}

/** `9.2 s`, `3 min`. */
export function seconds(milliseconds: number): string {
  if (milliseconds >= 120_000) return `${Math.round(milliseconds / 60_000)} min`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
