import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';
import { checkAnswers } from './answers.ts';
import { checkClosedAhead } from './closed-ahead.ts';
import { checkTheEnd } from './end.ts';
import { checkEvents } from './events.ts';
import { checkFalseAlarms } from './false-alarms.ts';
import { checkFreshness } from './fresh.ts';
import { checkHeard } from './heard.ts';
import { checkHeldBack } from './held-back.ts';
import { checkHistory } from './history.ts';
import { checkLateness } from './late.ts';
import { checkLead } from './lead.ts';
import { checkLeases } from './leases.ts';
import { checkMistakes } from './mistakes.ts';
import { checkNewer } from './newer.ts';
import { checkNulls } from './nulls.ts';
import { checkPauses } from './pauses.ts';
import { checkPromises } from './promises.ts';
import { checkQuota } from './quota.ts';
import { checkReads } from './reads.ts';
import { checkRetryAfter } from './retry-after.ts';
import { checkRewordings } from './rewordings.ts';
import { checkSecrets } from './secrets.ts';
import { checkSilence } from './silence.ts';
import { checkStagedBack } from './staged-back.ts';
import { checkStore } from './store.ts';
import { checkTemplates } from './templates.ts';
import { checkTimelines } from './timeline.ts';
import { checkWrites } from './writes.ts';

/** Each by what it is called in what it finds. */
const CHECKERS: Record<string, (world: World, story: Story) => string[]> = {
  quota: checkQuota,
  timeline: checkTimelines,
  templates: checkTemplates,
  answers: checkAnswers,
  stagedBack: checkStagedBack,
  end: checkTheEnd,
  writes: checkWrites,
  nulls: checkNulls,
  pauses: checkPauses,
  events: checkEvents,
  history: checkHistory,
  promises: checkPromises,
  rewordings: checkRewordings,
  freshness: checkFreshness,
  lead: checkLead,
  closedAhead: checkClosedAhead,
  late: checkLateness,
  falseAlarms: checkFalseAlarms,
  leases: checkLeases,
  retryAfter: checkRetryAfter,
  reads: checkReads,
  heard: checkHeard,
  heldBack: checkHeldBack,
  store: checkStore,
  secrets: checkSecrets,
  mistakes: checkMistakes,
  newer: checkNewer,
  silence: checkSilence,
};

/** Everything that is wrong with a story, a line each. Worked out from the world and what was seen from outside. */
export function check(world: World, story: Story): string[] {
  return Object.entries(CHECKERS).flatMap(([name, checker]) =>
    checker(world, story).map((fault) => `${name}: ${fault}`),
  );
}
