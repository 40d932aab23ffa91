import type { Instant } from '../../clock.ts';
import type { Organization } from '../../config/model.ts';
import { requestsPerWrite } from '../../reconcile/situation/batch.ts';
import { spacingOf } from '../../reconcile/situation/spacing.ts';
import type { PlannedStaging } from '../../reconcile/situation/staged-writes.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import {
  closingMilliseconds,
  otherMilliseconds,
  type PlannedWave,
  PROMPT_MILLISECONDS,
} from '../../reconcile/situation/waves.ts';
import { offsetMoment } from '../../short-times.ts';
import type { BothWays } from './both-ways.ts';

const MINUTE = 60_000;
const LONGEST_LEAD = 24 * 60 * MINUTE;

/**
 * One warning for all late waves of an organization, with what would make all of them be on time.
 * @param ways what the same costs in either way; null: nothing of it can be staged
 * @param waves every wave of a window, in their order: a late one may only be waiting for the one before it
 */
export function lateWarnings(
  organization: Organization,
  waves: readonly PlannedWave[],
  ways: BothWays | null = null,
): Warning[] {
  const late = waves.filter((wave) => wave.late > 0);
  const [worst] = late.toSorted((a, b) => b.late - a.late);
  if (!worst) return [];
  const which =
    late.length === 1 ? '1 wave will be late' : `${shown(late.length)} waves will be late, the worst`;
  const remedies = remediesFor(
    organization,
    late.map((wave) => needOf(organization, wave, waves)),
  );
  if (ways?.staged.late === 0) remedies.unshift('`staged: true` on its rules');
  const before = waitedFor(worst, waves)[0];
  const waits = before
    ? ` It waits for the wave at ${offsetMoment(before.at)}, which ends at ${offsetMoment(before.endsAt)}.`
    : '';
  return [
    {
      code: 'late',
      message: `Organization "${organization.id}": ${which} at ${offsetMoment(worst.at)}: ${shown(worst.late)} of ${shown(worst.writes)} writes, the last done at ${offsetMoment(worst.endsAt)}.${waits} ${late.length === 1 ? 'It' : 'They'} would be on time with ${remedies.join(', or with ')}.`,
    },
  ];
}

/**
 * One warning for weekly hours that cannot all be written by their time. What should have been in place before anybody heard
 * of it is none.
 * @param staged as planned from `now` on
 */
export function lateStagedWarnings(
  { id, requestsPerMinute, budgetShare }: Organization,
  staged: readonly PlannedStaging[],
  now: Instant,
): Warning[] {
  const late = staged.filter((one) => one.late > 0 && Date.parse(one.by) > now);
  const [worst] = late.toSorted((a, b) => b.late - a.late);
  if (!worst) return [];
  const more = late.length === 1 ? '' : `, and at ${shown(late.length - 1)} other times`;
  return [
    {
      code: 'late',
      message:
        `Organization "${id}": ${shown(worst.late)} of ${shown(worst.writes)} writes of weekly hours will be late, which have to be made by ${offsetMoment(worst.by)}${more}. ` +
        `They would be on time where closures are known earlier, or with a larger quota: ${shown(Math.floor(requestsPerMinute * budgetShare))} a minute may be used.`,
    },
  ];
}

/** What one late wave lacks. */
interface Need {
  /** The lead that would do, ms; null where no lead does. */
  lead: number | null;
  /** How many times quicker it would have to go. */
  factor: number;
  /** How many businesses at one instant would be on time as it is; null where another wave is in the way. */
  most: number | null;
}

function needOf(organization: Organization, wave: PlannedWave, waves: readonly PlannedWave[]): Need {
  const spacing = spacingOf(organization);
  const queue = waitedFor(wave, waves);
  if (queue.length > 0) return { lead: null, factor: factorOf(wave, queue, spacing), most: null };
  const { led, closing, others } = workOf(wave, spacing);
  const lead = Date.parse(wave.at) - Date.parse(wave.startsAt);
  const isEnough = others <= PROMPT_MILLISECONDS && closing <= LONGEST_LEAD;
  const most = [
    ...(led > 0 ? [(Math.floor(lead / spacing) - 1) / requestsPerWrite(spacing)] : []),
    ...(wave.writes > led ? [PROMPT_MILLISECONDS / otherMilliseconds(1, spacing)] : []),
  ];
  return {
    lead: closing > 0 && isEnough ? closing : null,
    factor: Math.max(lead > 0 ? closing / lead : 1, others / PROMPT_MILLISECONDS),
    most: Math.floor(Math.min(...most)),
  };
}

/** Milliseconds of what may begin ahead, and of all else. */
function workOf({ closing, unled, writes }: PlannedWave, spacing: number) {
  const led = closing - unled;
  return {
    led,
    closing: closingMilliseconds(led, spacing),
    others: otherMilliseconds(writes - led, spacing),
  };
}

/** How many times quicker a wave and all that it waits for would have to go. */
function factorOf(wave: PlannedWave, queue: readonly PlannedWave[], spacing: number): number {
  const due = Date.parse(wave.at) + (wave.closing > wave.unled ? 0 : PROMPT_MILLISECONDS);
  const own = workOf(wave, spacing);
  let [work, factor, start] = [own.closing + own.others, 1, due];
  for (const before of queue) {
    const { closing, others } = workOf(before, spacing);
    work += others;
    // However quick it is, a wave does not end before its instant.
    factor = Math.max(factor, work / (due - Date.parse(before.at)));
    work += closing;
    start = Date.parse(before.startsAt);
  }
  return Math.max(factor, work / (due - start));
}

/** The waves that keep a wave from beginning when it should, the one right before it first. */
function waitedFor(wave: PlannedWave, waves: readonly PlannedWave[]): PlannedWave[] {
  const found: PlannedWave[] = [];
  for (let index = waves.indexOf(wave); index > 0; index--) {
    const [before, after] = [waves[index - 1] as PlannedWave, waves[index] as PlannedWave];
    if (Date.parse(before.endsAt) < Date.parse(after.startsAt)) break;
    found.push(before);
  }
  return found;
}

/** Each by itself mends them all. */
function remediesFor({ requestsPerMinute, budgetShare }: Organization, needs: readonly Need[]): string[] {
  const remedies: string[] = [];
  const leads = needs.flatMap(({ lead }) => lead ?? []);
  if (leads.length === needs.length) remedies.push(`maxLead: ${Math.ceil(Math.max(...leads) / MINUTE)}m`);
  const factor = Math.max(...needs.map((need) => need.factor));
  // A whole share of the quota is free; beyond it only Partoo can grant more.
  if (factor > 1)
    remedies.push(
      factor <= 1 / budgetShare
        ? `budgetShare: ${Math.min(1, Math.ceil(budgetShare * factor * 100) / 100)}`
        : `requestsPerMinute: ${Math.ceil(requestsPerMinute * factor)}, if Partoo grants it (now ${requestsPerMinute})`,
    );
  const most = needs.map((need) => need.most);
  if (most.every((one) => one !== null)) {
    const fewest = Math.min(...most);
    if (fewest > 0)
      remedies.push(
        `at most ${shown(fewest)} ${fewest === 1 ? 'shop' : 'shops'} at one instant: split the rule by scope, each part at a time of its own`,
      );
  } else remedies.push('more time between the waves');
  return remedies;
}

function shown(value: number): string {
  return value.toLocaleString('en-US');
}
