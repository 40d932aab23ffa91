import type { Instant } from '../clock.ts';
import type { Chain, Source } from './chains.ts';
import { addDays, instantOf, isoInZone } from './civil-time.ts';
import type { Announce } from './model.ts';
import { type Choice, type Resolution, resolve } from './precedence.ts';
import { mapTexts, type TextMember } from './text-members.ts';
import { announcing, inForceAt, layersOf, nextBoundary, type Timeline } from './timeline.ts';

/** What announcements count for where they meet something that sets a text (design rule 8). */
const PRIORITY = 5;

/**
 * A timeline with the announcements of its chains, for businesses in `zone`. Only what will close them is announced
 * (design rule 29): a chain that a hold or an `open` masks from its start to its end is not, and one that they mask at
 * first is announced until it does.
 */
export function withAnnouncements(timeline: Timeline, zone: string): Timeline {
  const announcements = announced(timeline).flatMap((chain) => {
    const { announce } = chain.source;
    const end = announce ? closesFrom(timeline, chain) : undefined;
    if (!announce || end === undefined) return [];
    const start = beginningOf(end, announce, zone);
    return [{ source: sourceOf(chain.source, announce), start, end, links: chain.links, announces: chain }];
  });
  if (announcements.length === 0) return timeline;
  return announcing(timeline, announcements);
}

const knownAnnounced = new WeakMap<Timeline, Chain[]>();

/** The chains of rules that announce theirs. */
function announced(timeline: Timeline): Chain[] {
  const layers = layersOf(timeline);
  if (layers)
    return [...announced(layers.under), ...announced(layers.over)].sort((a, b) => a.start - b.start);
  const found = knownAnnounced.get(timeline) ?? timeline.chains.filter(({ source }) => source.announce);
  knownAnnounced.set(timeline, found);
  return found;
}

function closesFrom(timeline: Timeline, chain: Chain): Instant | undefined {
  for (let at: Instant | null = chain.start; at !== null && at < chain.end; at = nextBoundary(timeline, at)) {
    const { reachable, chatHours } = resolve(inForceAt(timeline, at), at);
    const isClosing = ({ value, winner }: Choice) =>
      winner === chain && (value === false || value === 'closed');
    if (isClosing(reachable) || isClosing(chatHours)) return at;
  }
  return undefined;
}

function sourceOf(source: Source, announce: Announce): Source {
  return {
    ...source,
    priority: PRIORITY,
    effect: {
      kind: 'set',
      open: false,
      reachable: 'keep',
      chatHours: 'keep',
      ...mapTexts(announce, (text) => text),
    },
  };
}

/** Days are those of the calendar: the same time of day, also where clocks change in between. */
function beginningOf(start: Instant, { before }: Announce, zone: string): Instant {
  if ('milliseconds' in before) return start - before.milliseconds;
  const [date = '', time = ''] = isoInZone(start, zone).split('T');
  return instantOf(`${addDays(date, -before.days)}T${time.slice(0, 8)}`, zone, 'start');
}

/** Those that may show at `at`, that of the nearest closure first. */
export function announcedAt({ announcements = [] }: Timeline, at: Instant): Chain[] {
  return announcements
    .filter(({ start, end }) => start <= at && at < end)
    .sort((a, b) => a.end - b.end || (a.source.key < b.source.key ? -1 : 1));
}

/** An announcement is part of what `keep`, `open` and the baseline mean: it shows where nothing else is said. */
export function withAnnounced(resolution: Resolution, announced: readonly Chain[]): Resolution {
  if (announced.length === 0) return resolution;
  return {
    ...resolution,
    offlineMessage: spoken(resolution.offlineMessage, 'offlineMessage', announced),
    welcomeMessage: spoken(resolution.welcomeMessage, 'welcomeMessage', announced),
  };
}

function spoken<M extends TextMember>(choice: Choice<M>, member: M, announced: readonly Chain[]): Choice<M> {
  const speaking = announced.filter(({ source: { effect } }) => effect.kind === 'set' && effect[member]);
  const [nearest, ...others] = speaking;
  if (nearest === undefined) return choice;
  if (choice.value !== 'keep') return { ...choice, losers: [...choice.losers, ...speaking] };
  const { effect } = nearest.source;
  const masked = choice.winner === null ? [] : [choice.winner, ...choice.losers];
  const value = (effect.kind === 'set' ? effect[member] : undefined) as Choice<M>['value'];
  return { value, winner: nearest, losers: [...masked, ...others] };
}
