import type { Instant } from '../../clock.ts';
import type { BusinessMark } from '../../store/records.ts';
import { candidates } from '../situation/candidates.ts';
import { checkFrom } from '../situation/check-at.ts';
import { nothingBefore } from '../situation/lead.ts';
import { relaunchedApart } from '../situation/relaunched-apart.ts';
import { spacingOf } from '../situation/spacing.ts';
import { Wanting } from '../situation/wanted.ts';
import { CROWDED_CODE } from './crowding.ts';
import type { KeepingDeps } from './deps.ts';
import { REFRESH_MILLISECONDS } from './freshness.ts';
import { saveIdle } from './idle.ts';
import type { EndedPass } from './ways.ts';

/** What passes say as long as it is so; everything else they say once. */
const LASTING: readonly string[] = ['zone-unknown', CROWDED_CODE];
/** A business that was seen for another time than its own (`run --at`) is for a pass to judge. */
const SAME_TIME_MILLISECONDS = 60_000;

/**
 * Writes down until when there is nothing to do, where a pass has left it so.
 * @param inputs those of before the pass: where they have changed since, it is not known which of them it went by
 */
export async function rememberIdle(
  { store, clock }: KeepingDeps,
  ended: EndedPass,
  inputs: string,
): Promise<void> {
  const { lease, directory, dueAt, warnings } = ended;
  const { organization } = lease;
  const from = clock.now();
  const until = idleUntil(ended, from);
  if (until <= from || dueAt <= from || warnings.some(({ code }) => !LASTING.includes(code))) return;
  // A refresh needs no lease, and says that the organization is due only when it has saved all.
  if ((await store.readDirectory(organization))?.readAt !== directory.readAt) return;
  await saveIdle(store, organization, { inputs, token: lease.token, dueAt, from, until, warnings });
}

/** Before when a pass would find no business to look at; `now` or earlier where it might find one. */
function idleUntil({ situation, directory, marks, templates }: EndedPass, now: Instant): Instant {
  if (templates.isRestless) return now;
  const all = [...marks.values()];
  if (all.some((mark) => mark.unsettled || isOfAnotherTime(mark))) return now;
  let rewordAt = Number.POSITIVE_INFINITY;
  const found = candidates({
    situation,
    wanting: new Wanting(situation),
    marks,
    at: now,
    now,
    spacing: spacingOf(situation.organization),
    eager: true,
    later: (at) => {
      rewordAt = Math.min(rewordAt, at);
    },
  });
  if (found.length > 0) return now;
  const { situation: apart } = relaunchedApart(situation, marks, now);
  // Who is not looked at although its time has come is left alone, which only a closure's start or end changes.
  const looks = all.flatMap(looksOf).filter((look) => look > now);
  return looks.reduce(
    (first, look) => Math.min(first, look),
    Math.min(rewordAt, templates.at, directory.readAt + REFRESH_MILLISECONDS, nothingBefore(apart, now)),
  );
}

function isOfAnotherTime({ hasBaseline, seenAt, seenDecidedAt }: BusinessMark): boolean {
  if (!hasBaseline || seenAt === null || seenDecidedAt === null) return false;
  return Math.abs(seenDecidedAt - seenAt) > SAME_TIME_MILLISECONDS;
}

/** When a business is next looked at whatever the closures say. */
function looksOf(mark: BusinessMark): Instant[] {
  const { lookAgainAt } = mark;
  return lookAgainAt === null ? [checkFrom(mark)] : [checkFrom(mark), lookAgainAt];
}
