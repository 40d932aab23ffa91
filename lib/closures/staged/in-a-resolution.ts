/** Where staged closures meet those that are switched (design rule 8). */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import type { StagedPart } from '../desired.ts';
import type { BusinessHours } from '../opening/own-hours.ts';
import { type Resolution, resolve } from '../precedence.ts';
import { inForceAt, layersOf, type Timeline } from '../timeline.ts';
import type { Staged } from './staged.ts';

const known = new WeakMap<Timeline, readonly Chain[]>();

/** The staged closures of a timeline, in the order of their start. */
export function stagedChains(timeline: Timeline): readonly Chain[] {
  let found = known.get(timeline);
  if (found === undefined) {
    found = findStaged(timeline);
    known.set(timeline, found);
  }
  return found;
}

function findStaged(timeline: Timeline): readonly Chain[] {
  const layers = layersOf(timeline);
  if (layers === null) return timeline.chains.filter(isStaged);
  // What lies over it are few chains, in thousands of timelines.
  const [under, over] = [stagedChains(layers.under), layers.over.chains.filter(isStaged)];
  return over.length === 0 ? under : [...under, ...over].sort((a, b) => a.start - b.start);
}

/** Those that lie at least partly within `[from, until)`. */
export function stagedWithin(timeline: Timeline, from: Instant, until: Instant): readonly Chain[] {
  return stagedChains(timeline).filter(({ start, end }) => start < until && end > from);
}

export function hasStaged(timeline: Timeline): boolean {
  return stagedChains(timeline).length > 0;
}

function isStaged(chain: Chain | null): boolean {
  return chain?.source.staged === true;
}

/** Whether a staged closure wins the chat hours at an instant, and closes. */
export function isClosedAsStaged(timeline: Timeline, at: Instant): boolean {
  if (!hasStaged(timeline)) return false;
  const { winner, value } = resolve(inForceAt(timeline, at), at).chatHours;
  return isStaged(winner) && value === 'closed';
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
