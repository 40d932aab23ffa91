import type { PlannedStaging } from '../../reconcile/situation/staged-writes.ts';
import type { Warning } from '../../reconcile/situation/warning.ts';
import type { PlannedWave } from '../../reconcile/situation/waves.ts';
import type { BothWays } from '../advice/both-ways.ts';
import type { RuleInWords } from '../advice/rules-in-words.ts';
import type { AlikeBusinesses } from '../planned-closures.ts';
import type { PlannedSwap } from '../planned-swaps.ts';
import { createJsonList, type TextSink } from './json-list.ts';

/** What follows the closures of a plan. */
export interface PlanRest {
  waves: PlannedWave[];
  /** What staged closures write, and when. */
  staged: PlannedStaging[];
  /** What it costs in either way, of organizations in which that may matter. */
  ways: BothWays[];
  /** Partoo's templates that are swapped. */
  templates: PlannedSwap[];
  requests: { reads: number; writes: number };
  inWords: RuleInWords[];
  warnings: Warning[];
  /** Whether writing is paused for any of the organizations. */
  isPaused: boolean;
  /** Whether the configuration cannot be applied as it is: the warnings say why. */
  isRefused: boolean;
}

/** Takes the parts of a plan as they are computed. */
export interface PlanSink {
  /** Resolves when the reader keeps up. */
  closures(alike: AlikeBusinesses): Promise<void> | void;
  end(rest: PlanRest): Promise<void> | void;
}

/** Rows come by the million: a system call for each would take longer than all the planning. */
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Writes a plan as JSON while it is computed, for any number of rows: only what has no rows is held in memory, and no
 * faster than the reader takes it.
 */
export function planDocument(out: TextSink, from: string, to: string): PlanSink {
  const start = `{"from":${JSON.stringify(from)},"to":${JSON.stringify(to)},"closures":`;
  const list = createJsonList(out, start, '', CHUNK_CHARACTERS);
  const endingsOf = endingsOnce();
  return {
    async closures({ businesses, closures }) {
      const endings = endingsOf(closures);
      let taken: Promise<void> | undefined;
      for (const business of businesses) {
        const beginning = JSON.stringify(business).slice(0, -1);
        for (const ending of endings) taken = list.addJson(`${beginning},${ending}`);
      }
      await taken;
    },
    async end({ waves, staged, ways, templates, requests, inWords, warnings }) {
      await list.end();
      const members = Object.entries({ waves, staged, ways, templates, requests, inWords, warnings });
      await out.write(
        `${members.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join('\n')}}\n`,
      );
    },
  };
}

type Closures = AlikeBusinesses['closures'];

/** Rows of all that is alike end alike: written once for the parts that share their closures. */
function endingsOnce(): (closures: Closures) => readonly string[] {
  const facts = new WeakMap<object, string>();
  let last: { closures: Closures; endings: string[] } | null = null;
  const endingOf = ({ facts: of, reopens, offlineMessage }: Closures[number]): string => {
    const first = facts.get(of) ?? JSON.stringify(of).slice(1, -1);
    facts.set(of, first);
    return `${first},"reopens":${JSON.stringify(reopens)},"offlineMessage":${JSON.stringify(offlineMessage)}}`;
  };
  return (closures) => {
    if (last?.closures !== closures) last = { closures, endings: closures.map(endingOf) };
    return last.endings;
  };
}
