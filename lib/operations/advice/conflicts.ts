/** Rules that get in each other's way: whose values differ at the same time for the same businesses, and which never win. */
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../clock.ts';
import type { Chain } from '../../closures/chains.ts';
import { isoInZone } from '../../closures/civil-time.ts';
import type { Business } from '../../closures/model.ts';
import { MEMBERS, type Member, type Resolution, resolve, whyItLoses } from '../../closures/precedence.ts';
import { inForceAt, nextBoundary } from '../../closures/timeline.ts';
import type { Cohort, Situation } from '../../reconcile/situation/situation.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import { businessesNamed, firstOf } from '../../reconcile/situation/words.ts';
import { shortMoment } from '../../short-times.ts';

interface Window {
  from: Instant;
  to: Instant;
}

/** Two rules that set some fields differently, where they first meet. */
interface Conflict {
  winner: Chain;
  loser: Chain;
  members: Member[];
  at: Instant;
  zone: string;
  businesses: Business[];
}

/** So many pairs of rules are told, those of most businesses first. */
const MOST_TOLD = 10;

/** Looked at are rules alone: what somebody asked for goes before them by its nature. Once for all businesses that share their chains. */
export function conflictWarnings(situation: Situation, window: Window): Warning[] {
  const conflicts = new Map<string, Conflict>();
  const rivals = new Rivals();
  for (const cohort of situation.cohorts)
    for (const one of rivals.meetings(cohort, window)) {
      const key = `${one.winner.source.key}\n${one.loser.source.key}`;
      const known = conflicts.get(key);
      if (known) known.businesses.push(...one.businesses);
      else conflicts.set(key, { ...one, businesses: [...one.businesses] });
    }
  const found = [...conflicts.values()].sort((a, b) => b.businesses.length - a.businesses.length);
  const told = found.slice(0, MOST_TOLD).map(conflictWarning);
  const more = found.length - told.length;
  if (more > 0)
    told.push({ code: 'conflict', message: `${more} more pairs of rules set the same fields differently.` });
  return [...told, ...rivals.dead().map((rule) => deadWarning(rule, situation.organization.id))];
}

const WORDS: Record<Member, string> = {
  reachable: 'reachable',
  offlineMessage: 'the offline message',
  welcomeMessage: 'the welcome message',
  chatHours: 'chat hours',
};

function conflictWarning({ winner, loser, members, at, zone, businesses }: Conflict): Warning {
  const what = firstOf(
    members.map((member) => WORDS[member]),
    MEMBERS.length,
  );
  const [one, other] = [winner, loser].map(({ source }) => `"${source.key}"`);
  return {
    code: 'conflict',
    message: `Rules ${one} and ${other} set ${what} differently for ${businessesNamed(businesses)}, first at ${shortMoment(isoInZone(at, zone))} local time: ${one} wins (of ${other}: ${whyItLoses(winner, loser)}).`,
  };
}

function deadWarning(rule: string, organization: string): Warning {
  return {
    code: 'rule-dead',
    message: `Rule "${rule}" wins nothing in this window for "${organization}": other rules go before it wherever it would close.`,
  };
}

class Rivals {
  readonly #winning = new Set<string>();
  readonly #seen = new Set<string>();
  /** What a chain says by itself: of few rules, thousands of times. */
  readonly #said = new Map<string, Resolution>();

  /** Rules that have dates in the window and never won a field. */
  dead(): string[] {
    return [...this.#seen].filter((rule) => !this.#winning.has(rule)).sort();
  }

  /** Each pair of rules of a cohort that differ, once, where it first meets. */
  meetings(cohort: Cohort, { from, to }: Window): Conflict[] {
    const met = new Map<string, Conflict>();
    let active: Chain[] = [];
    for (const chain of cohort.timeline.chains) {
      if (chain.start >= to) break;
      if (chain.end <= from || chain.source.level !== 'rule') continue;
      const at = Math.max(chain.start, from);
      active = active.filter(({ end }) => end > at);
      for (const other of active) this.#meet(chain, other, at, cohort, met);
      active.push(chain);
      this.#judge(active, at);
    }
    this.#judgeEnds(cohort, { from, to });
    return [...met.values()];
  }

  #meet(chain: Chain, other: Chain, at: Instant, cohort: Cohort, met: Map<string, Conflict>): void {
    if (chain.source === other.source || chain.source.key === other.source.key) return;
    const key = [chain.source.key, other.source.key].sort().join('\n');
    if (met.has(key)) return;
    const both = resolve([chain, other], at);
    const [one, two] = [this.#saidBy(chain), this.#saidBy(other)];
    // Whoever keeps what is there sets nothing that could be lost.
    const members = MEMBERS.filter((member) => {
      const lost = both[member].winner === chain ? two[member] : one[member];
      return lost.winner && lost.value !== 'keep' && !isDeepStrictEqual(one[member].value, two[member].value);
    });
    const [first] = members;
    const winner = first && both[first].winner;
    const loser = first && both[first].losers[0];
    if (winner && loser)
      met.set(key, { winner, loser, members, at, zone: cohort.zone, businesses: cohort.businesses });
  }

  #saidBy(chain: Chain): Resolution {
    const { source, links } = chain;
    const key = `${source.key} ${links[0]?.times !== undefined} ${JSON.stringify(source.effect)}`;
    const known = this.#said.get(key) ?? resolve([chain]);
    this.#said.set(key, known);
    return known;
  }

  /** Who wins of those in force, where one of them has not won yet. */
  #judge(active: readonly Chain[], at: Instant): void {
    for (const { source } of active) this.#seen.add(source.key);
    if (active.every(({ source }) => this.#winning.has(source.key))) return;
    const resolution = resolve(active, at);
    for (const member of MEMBERS) {
      const { winner } = resolution[member];
      if (winner) this.#winning.add(winner.source.key);
    }
  }

  /** What is in force may win only once another has ended. */
  #judgeEnds({ timeline }: Cohort, { from, to }: Window): void {
    for (const { source, start, end } of timeline.chains) {
      if (start >= to) break;
      if (end <= from || source.level !== 'rule' || this.#winning.has(source.key)) continue;
      let at = nextBoundary(timeline, Math.max(start, from));
      for (; at !== null && at < Math.min(end, to); at = nextBoundary(timeline, at))
        this.#judge(
          inForceAt(timeline, at).filter((chain) => chain.source.level === 'rule'),
          at,
        );
    }
  }
}
