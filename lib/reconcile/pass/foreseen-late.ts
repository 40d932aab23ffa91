/** Closings of the coming day that cannot be on time, told before they are late (design rule 17). */
import type { Instant } from '../../clock.ts';
import type { Chain } from '../../closures/chains.ts';
import type { BusinessMark } from '../../store/records.ts';
import { requestsPerWrite } from '../situation/batch.ts';
import { closingsAhead } from '../situation/lead.ts';
import type { Cohort, Situation } from '../situation/situation.ts';
import { spacingOf } from '../situation/spacing.ts';
import { cohortWanted } from '../situation/wanted.ts';
import { closedByKey, isToClose, LATE_MILLISECONDS } from './not-closed.ts';
import { stagedNow } from './staged-now.ts';

export interface ForeseenLate {
  chain: Chain;
  businesses: number;
  /** When the last of them will be closed. */
  endsAt: Instant;
  deadline: Instant;
}

/** Closings of one closure that have to be carried out by one instant. */
interface Work {
  chain: Chain;
  /** Before it nothing of it is begun. */
  from: Instant;
  deadline: Instant;
  businesses: number;
}

interface Question {
  /** With those apart who were relaunched: see `relaunchedApart`. */
  situation: Situation;
  marks: ReadonlyMap<string, BusinessMark>;
  now: Instant;
}

/** What is left of the closings ahead, earliest deadline first, one write after the other at the pace of the quota. */
export function foreseenLate(question: Question): ForeseenLate[] {
  const { situation, now } = question;
  const spacing = spacingOf(situation.organization);
  const each = spacing * requestsPerWrite(spacing);
  let free = now;
  const late: ForeseenLate[] = [];
  for (const { chain, from, deadline, businesses } of workAhead(question, spacing)) {
    free = Math.max(free, from) + businesses * each;
    if (free - deadline <= LATE_MILLISECONDS) continue;
    const missed = Math.min(businesses, Math.ceil((free - deadline) / each));
    late.push({ chain, businesses: missed, endsAt: free, deadline });
  }
  return late;
}

function workAhead(question: Question, spacing: number): Work[] {
  const { situation, now } = question;
  const ahead = closingsAhead(situation, now, spacing);
  const all = new Map<string, Work>();
  const add = (work: Work) => {
    const key = `${work.chain.source.key} ${work.chain.start} ${work.deadline}`;
    const known = all.get(key);
    if (known) known.businesses += work.businesses;
    else if (work.businesses > 0) all.set(key, work);
  };
  for (const cohort of situation.cohorts) {
    const closing = ahead.get(cohort);
    const chain = closing && cohortWanted(cohort, closing.at).chains[0];
    if (chain)
      add({ chain, from: closing.startsAt, deadline: closing.at, businesses: openIn(cohort, question) });
    for (const staged of stagedNow(cohort, situation, question.marks, now))
      if (staged.closes && staged.due > now)
        add({ chain: staged.closes, from: now, deadline: staged.due, businesses: staged.businesses });
  }
  return [...all.values()].sort((a, b) => a.deadline - b.deadline);
}

function openIn({ businesses }: Cohort, { marks }: Question): number {
  const isClosed = closedByKey();
  return businesses.filter(({ id }) => isToClose(marks.get(id), isClosed)).length;
}
