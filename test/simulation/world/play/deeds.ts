import { acceptFeed, listFeeds, pause, release, resume } from '../../../../lib/operations/index.ts';
import { wrongTimes } from '../check/clocks.ts';
import type { Accept, Pause, Release, SpecialEdit } from '../model.ts';
import { type Doors, taken } from './asking.ts';
import type { Functions } from './functions.ts';
import type { Stage } from './stage.ts';

/** Stops all writing, and starts it again, each as often as it takes. */
export async function carryOutPause(stage: Stage, functions: Functions, one: Pause): Promise<void> {
  const { clock, story } = stage;
  const { organization } = one;
  await clock.sleepUntil(one.from);
  await taken(stage, `pause ${organization}`, () => pause(functions.deps(), organization));
  const from = clock.now();
  await clock.sleepUntil(one.to);
  const to = clock.now();
  await taken(stage, `resume ${organization}`, () => resume(functions.deps(), organization));
  story.pauses.push({ organization, from, to, resumedBy: clock.now() });
}

/** Lets go of shops by hand, in a pass of its own. */
export async function carryOutRelease(stage: Stage, functions: Functions, one: Release): Promise<void> {
  const { clock, story } = stage;
  const { organization, codes } = one;
  await clock.sleepUntil(one.at);
  let attempts = 0;
  await taken(stage, 'released', async () => {
    attempts += 1;
    const at = clock.now();
    const asked = { scope: { codes }, all: false, organization };
    const isUnwell = stage.isUnwell();
    const { organizations } = await release(functions.deps(), asked);
    const error = organizations.find((report) => report.error)?.error;
    // Whoever's clock is ahead takes over from who is at work.
    const isOvertaken =
      error?.code === 'lease-lost' &&
      wrongTimes(stage.world).some(({ from, to }) => from <= clock.now() && at < to);
    // Whoever holds the lease is at work: a moment later it goes.
    if (error && error.code !== 'deferred' && !isOvertaken && !stage.isUnwell())
      story.errors.push(`released: ${error.message}`);
    const isSure = attempts === 1 && !error && !isUnwell;
    story.releases.push({ organization, codes, at, isSure, until: clock.now() });
  });
}

/** Changes special hours in Partoo, which tells so, if it does, until that is taken. */
export async function carryOutSpecialEdit(
  stage: Stage,
  { http }: Doors,
  { at, code, hours, isTold }: SpecialEdit,
  index: number,
): Promise<void> {
  await stage.clock.sleepUntil(at);
  const event = stage.changeSpecial(code, hours);
  if (isTold) await taken(stage, toldOf(index), () => http.tellOfPartoo(event));
}

/** What it is called that Partoo has told of an edit of special hours, by its place in the world. */
export const toldOf = (index: number) => `special hours ${index} told`;

/** Takes what is held back of a feed, if anything is. */
export async function carryOutAccept(
  stage: Stage,
  functions: Functions,
  { at, feed }: Accept,
): Promise<void> {
  const { clock, story } = stage;
  await clock.sleepUntil(at);
  let wasHeld = false;
  await taken(stage, `feed ${feed} accepted`, async () => {
    const deps = functions.deps();
    const isHeld = (await listFeeds(deps, null)).some(
      ({ rule, heldBack }) => rule === feed && heldBack !== null,
    );
    // Whoever fails may have taken it all the same.
    wasHeld ||= isHeld;
    if (isHeld) await acceptFeed(deps, feed, null);
  });
  story.accepts.push({ feed, at: clock.now(), wasHeld });
}
