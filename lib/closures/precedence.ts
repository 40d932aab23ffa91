import type { Instant } from '../clock.ts';
import type { Chain } from './chains.ts';
import type { ChatHours, Level, MessageRef } from './model.ts';
import { TEXT_MEMBERS } from './text-members.ts';

/** The four things that an effect can set. The two chat-hours fields of Partoo are one of them. */
export interface MemberValues {
  reachable: boolean;
  offlineMessage: MessageRef;
  welcomeMessage: MessageRef;
  chatHours: Exclude<ChatHours, 'keep'>;
}
export type Member = keyof MemberValues;
export const MEMBERS = ['reachable', ...TEXT_MEMBERS, 'chatHours'] as const satisfies Member[];

/** What became of one member: its value (`keep`: the baseline; `leave`: as it is), who won it and who lost. */
export interface Choice<M extends Member = Member> {
  value: MemberValues[M] | 'keep' | 'leave';
  /** null where no closure in force says anything. */
  winner: Chain | null;
  losers: Chain[];
}
export type Resolution = { [M in Member]: Choice<M> };

const RANK: Record<Level, number> = { hold: 3, urgent: 2, 'ad-hoc': 1, rule: 0 };

/**
 * hold > urgent ad hoc > ad hoc > rule priority > later start > name; negative where `a` goes before `b`. Of equal
 * priority an exceptional opening goes first: it is there to mask.
 */
export function byPrecedence(a: Chain, b: Chain): number {
  return (
    RANK[b.source.level] - RANK[a.source.level] ||
    b.source.priority - a.source.priority ||
    Number(isOpening(b)) - Number(isOpening(a)) ||
    b.start - a.start ||
    b.source.createdAt - a.source.createdAt ||
    (a.source.key < b.source.key ? -1 : a.source.key > b.source.key ? 1 : 0)
  );
}

/** Whether it opens days that would be closed. */
export function isOpening({ source }: Chain): boolean {
  return source.opens === true;
}

/**
 * Settles the closures in force field by field (design rule 8). The order of `inForce` does not matter.
 * @param at needed only where exceptional openings are among them: outside of their hours, what recurs goes on
 */
export function resolve(inForce: readonly Chain[], at?: Instant): Resolution {
  const ranked = [...inForce].sort(byPrecedence);
  return {
    reachable: choose(ranked, 'reachable', at),
    offlineMessage: choose(ranked, 'offlineMessage', at),
    welcomeMessage: choose(ranked, 'welcomeMessage', at),
    chatHours: choose(ranked, 'chatHours', at),
  };
}

function choose<M extends Member>(ranked: readonly Chain[], member: M, at: Instant | undefined): Choice<M> {
  const saying = ranked.filter((chain) => said(chain, member) !== undefined);
  const [first] = saying;
  if (!first) return { value: 'keep', winner: null, losers: [] };
  const recurring = saying.find(({ source }) => source.recurs);
  const winner = recurring && lets(first, member, at) ? recurring : first;
  return {
    value: said(winner, member) ?? 'keep',
    winner,
    losers: saying.filter((chain) => chain !== winner),
  };
}

/** Whether an opening has nothing to say of a member but that it masks, and is outside of its hours. */
function lets(chain: Chain, member: Member, at: Instant | undefined): boolean {
  const { effect } = chain.source;
  if (at === undefined || !isOpening(chain) || effect.kind === 'leave' || effect[member] !== undefined)
    return false;
  return !chain.links.some(({ times }) => times?.().some(({ start, end }) => start <= at && at < end));
}

/** What a closure says of a member; undefined lets it fall through to the next. */
function said<M extends Member>({ source: { effect } }: Chain, member: M): Choice<M>['value'] | undefined {
  if (effect.kind === 'leave') return 'leave';
  const value = effect[member] as MemberValues[M] | 'keep' | undefined;
  return value ?? (effect.open ? 'keep' : undefined);
}

/** Members that rules take back from whoever changed them: those that they set. What is left or kept as it is has no value of theirs. */
export function enforcedMembers(resolution: Resolution): Member[] {
  return MEMBERS.filter((member) => {
    const { value, winner } = resolution[member];
    return value !== 'leave' && value !== 'keep' && winner?.source.onManualChange === 'enforce';
  });
}

/** In words: the first clause of {@link byPrecedence} that tells two closures apart. */
export function whyItLoses(winner: Chain, loser: Chain): string {
  if (winner.announces && loser.announces) return 'what it announces comes later';
  if (winner.announces) return 'it keeps the text, and what is kept may announce';
  if (loser.announces) return 'an announcement shows only where nothing else is said';
  if (winner.source.level !== loser.source.level)
    return `${winner.source.level} goes before ${loser.source.level}`;
  if (winner.source.priority < loser.source.priority)
    return isOpening(loser) ? 'outside its hours, what recurs goes on' : 'an opening masks it';
  if (winner.source.priority !== loser.source.priority) {
    return `priority ${loser.source.priority} is lower than ${winner.source.priority}`;
  }
  if (isOpening(winner) !== isOpening(loser)) return 'an exceptional opening goes first';
  if (winner.start !== loser.start) return 'it started earlier';
  if (winner.source.createdAt !== loser.source.createdAt) return 'it was asked for earlier';
  return 'equal in priority and start; the name decides';
}
