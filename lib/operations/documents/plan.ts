import type { Warning } from '../../reconcile/situation/warning.ts';
import type { PlannedWave } from '../../reconcile/situation/waves.ts';
import type { RuleInWords } from '../advice/rules-in-words.ts';
import type { PlannedClosure, PlanPart } from '../plan.ts';
import { createJsonList, type TextSink } from './json-list.ts';

/** What follows the closures of a plan. */
export interface PlanRest {
  waves: PlannedWave[];
  requests: { reads: number; writes: number };
  inWords: RuleInWords[];
  warnings: Warning[];
  /** Whether writing is paused for any of the organizations. */
  isPaused: boolean;
}

/** Takes the parts of a plan as they are computed. */
export interface PlanSink {
  closure(
    row: PlannedClosure,
    wording: Extract<PlanPart, { kind: 'closure' }>['wording'],
  ): Promise<void> | void;
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
  return {
    closure: (row) => list.add(row),
    async end({ waves, requests, inWords, warnings }) {
      await list.end();
      const members = Object.entries({ waves, requests, inWords, warnings });
      await out.write(
        `${members.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join('\n')}}\n`,
      );
    },
  };
}
