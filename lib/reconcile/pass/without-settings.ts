/** Businesses of which a list shows no settings. */
import type { BusinessRecord } from '../../closures/record.ts';
import { isMissingBelieved } from '../policy/missing-settings.ts';
import { BELIEVED_WAIT_MILLISECONDS, failingSince } from '../policy/tries.ts';
import type { Candidate } from '../situation/candidates.ts';
import { save } from './learn.ts';
import { failed } from './outcomes.ts';
import type { PassState } from './pass-state.ts';

const UNREADABLE = {
  code: 'unreadable-settings',
  message: 'Partoo sent messaging settings that do not fit their description, or not all of them.',
};
const NONE = { code: 'no-settings', message: 'Partoo holds no messaging settings for this shop.' };

/** @param othersShown whether the same list shows settings of others, and so is no empty answer for all */
export async function withoutSettings(
  pass: PassState,
  candidate: Candidate,
  { record, isUnreadable }: { record: BusinessRecord; isUnreadable: boolean },
  othersShown: boolean,
): Promise<void> {
  const error = isUnreadable ? UNREADABLE : NONE;
  // What could not be read says nothing of whether it is there: those lists do not count.
  const counted =
    error === NONE && record.failing?.code !== NONE.code ? { ...record, failing: null } : record;
  const isDoubted = pass.doubted.has(candidate.business.id);
  // A list may lack one by mistake without saying so: nobody is left open for a day by that. It is ready still, and read anew.
  if (error === NONE && othersShown && !isDoubted && isNew(record)) {
    pass.doubted.add(candidate.business.id);
    return;
  }
  const isAnswer =
    error === NONE && record.inPlace === null && isBelieved(pass, counted, othersShown || isDoubted);
  const wait = isAnswer ? BELIEVED_WAIT_MILLISECONDS : undefined;
  const failing = {
    ...failingSince(counted, error, pass.deps.clock.now(), wait),
    ...(isAnswer ? { isBelieved: true } : {}),
  };
  await save(pass, [{ record: { ...record, failing }, history: [] }]);
  if (isAnswer) leave(pass, candidate);
  else failed(pass, candidate, error);
}

/** Whether it is not known to have had settings, nor believed to have none. */
function isNew({ settingId, failing }: BusinessRecord): boolean {
  return settingId === null && failing?.isBelieved !== true;
}

function isBelieved({ deps, marks }: PassState, record: BusinessRecord, othersShown: boolean): boolean {
  const { failing, settingId } = record;
  const now = deps.clock.now();
  return isMissingBelieved({
    othersShown,
    hadSettings: settingId !== null,
    lists: (failing?.attempts ?? 0) + 1,
    milliseconds: now - (failing?.since ?? now),
    isAnyKnown: () => [...marks.values()].some((mark) => mark.seenAt !== null && !mark.failing),
  });
}

function leave(pass: PassState, { business, overlayKey }: Candidate): void {
  pass.done.set(business.id, overlayKey);
  pass.readBacks.delete(business.id);
  pass.withoutSettings.push(business);
}
