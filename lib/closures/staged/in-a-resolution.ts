/** Where staged closures meet those that are switched (design rule 8). */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { StagedPart } from '../desired.ts';
import type { BusinessHours } from '../opening/own-hours.ts';
import { type Resolution, resolve } from '../precedence.ts';
import { inForceAt, type Timeline } from '../timeline.ts';
import type { Staged } from './staged.ts';
import { hasStaged, isStaged } from './staged-chains.ts';

/** Whether a staged closure wins the chat hours at an instant, and closes. */
export function isClosedAsStaged(timeline: Timeline, at: Instant): boolean {
  if (!hasStaged(timeline)) return false;
  const { winner, value } = resolve(inForceAt(timeline, at), at).chatHours;
  return isStaged(winner) && value === 'closed';
}

/** The staged closure that wins the chat hours at an instant; null: none does. */
export function stagedWinner(timeline: Timeline, at: Instant): Chain | null {
  const { winner } = resolve(inForceAt(timeline, at), at).chatHours;
  return isStaged(winner) ? winner : null;
}

/** What a wave has to do: what the weekly hours say instead of a closure, and its text, are none of it. */
export function withoutStaged(resolution: Resolution): Resolution {
  const { chatHours, offlineMessage } = resolution;
  if (!isStaged(chatHours.winner) && !isStaged(offlineMessage.winner)) return resolution;
  return {
    ...resolution,
    ...(isStaged(chatHours.winner) ? { chatHours: { ...chatHours, value: 'keep' } } : {}),
    ...(isStaged(offlineMessage.winner) ? { offlineMessage: { ...offlineMessage, value: 'keep' } } : {}),
  };
}

/** With the grid in the place of the own hours, and its text where nobody but an announcement says otherwise. */
export function withStaged(resolution: Resolution, { grid, speaks, chain }: Staged): Resolution {
  if (grid === null) return resolution;
  const { chatHours, offlineMessage } = resolution;
  const effect = speaks?.source.effect;
  const text = effect?.kind === 'set' ? effect.offlineMessage : undefined;
  const isSaid = offlineMessage.value !== 'keep' && !offlineMessage.winner?.announces;
  return {
    ...resolution,
    chatHours: { ...chatHours, value: grid, winner: chain ?? chatHours.winner },
    ...(typeof text === 'object' && !isSaid
      ? { offlineMessage: { value: text, winner: speaks, losers: losersOf(offlineMessage) } }
      : {}),
  };
}

function losersOf({ winner, losers }: Resolution['offlineMessage']): Chain[] {
  return winner === null ? losers : [winner, ...losers];
}

export function partOf({ due, ahead, textBy, idleUntil }: Staged, { own }: BusinessHours): StagedPart {
  const instants = [due?.by, textBy].filter((at) => at !== undefined && at !== null);
  return {
    by: instants.length === 0 ? null : Math.min(...instants),
    nextBy: ahead?.by ?? null,
    until: idleUntil,
    own: own?.week ?? null,
  };
}
