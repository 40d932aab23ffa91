import type { Instant } from '../../../../lib/clock.ts';
import { parseConfig } from '../../../../lib/config/index.ts';
import { loadPasses } from '../../../../lib/operations/create-deps.ts';
import { applyConfig } from '../../../../lib/operations/index.ts';
import { run } from '../../../../lib/operations/run.ts';
import type { World } from '../model.ts';
import { MINUTE } from '../truth/zones.ts';
import { configYaml } from '../yaml.ts';
import { carryOutAsk } from './asking.ts';
import { carryOutAccept, carryOutPause, carryOutRelease, carryOutSpecialEdit } from './deeds.ts';
import { serveFeeds } from './feeds.ts';
import { Functions } from './functions.ts';
import { openHttpDoor } from './http-door.ts';
import { carryOutMistake } from './mistakes.ts';
import { troublesAt } from './partoo.ts';
import type { Story } from './record.ts';
import { Stage } from './stage.ts';

/** Real milliseconds without anything new: on a busy machine the garbage collector alone takes seconds. */
const STALLED = 120_000;

/** Plays a world to its end. */
export async function play(world: World): Promise<Story> {
  // What is loaded on the way takes real time, in which the clock would go on.
  await loadPasses();
  const stage = await Stage.open(world);
  serveFeeds(stage);
  try {
    return await stage.clock.run(() => Promise.race([played(stage), stage.endless]), STALLED);
  } finally {
    serveFeeds(null);
    await stage.close();
  }
}

async function played(stage: Stage): Promise<Story> {
  const { world, clock, story } = stage;
  const functions = new Functions(stage);
  story.before = rows(stage);
  const doors = { functions, http: await openHttpDoor(stage, functions) };
  await deploy(stage, functions, 'deploy 0', world.deploys[0]!.rules);
  const soon = (at: Instant, work: () => unknown) => clock.sleepUntil(at).then(work);
  await Promise.all([
    functions.tick(world.to),
    functions.refreshNightly(world.from, world.to),
    ...world.deploys
      .slice(1)
      .map((one, index) => soon(one.at, () => deploy(stage, functions, `deploy ${index + 1}`, one.rules))),
    soon(world.clearedAt, () => deploy(stage, functions, 'cleared', [])),
    ...world.asks.map((ask) => carryOutAsk(stage, doors, ask)),
    ...world.edits.map(({ at, code, fields }) => soon(at, () => stage.edit(code, fields))),
    ...[...(world.pauses ?? []), ...world.troubles.filter(({ what }) => what === 'paused')].map((one) =>
      carryOutPause(stage, functions, one),
    ),
    ...(world.releases ?? []).map((one) => carryOutRelease(stage, functions, one)),
    ...(world.mistakes ?? []).map((one) => carryOutMistake(stage, doors, one)),
    ...(world.openings ?? []).map(({ at, code, hours }) => soon(at, () => stage.openOtherwise(code, hours))),
    ...(world.specialEdits ?? []).map((one, index) => carryOutSpecialEdit(stage, doors, one, index)),
    ...(world.accepts ?? []).map((one) => carryOutAccept(stage, functions, one)),
    ...world.troubles
      .filter(({ what }) => what === 'newer')
      .flatMap(({ from, to }) => [
        soon(from, () => stage.writtenBy('newer')),
        soon(to, () => stage.writtenBy('ours')),
      ]),
    ...[...world.troubles, ...(world.nullsRefused ?? [])].flatMap(({ from, to, organization }) =>
      [from, to].map((at) =>
        soon(at, () => stage.partoos.get(organization)!.suffer(troublesAt(world, organization, clock.now()))),
      ),
    ),
  ]);
  story.lastPass = await lastPass(functions);
  story.left = await stage.left();
  story.after = rows(stage);
  story.versions = stage.versions();
  story.templates = [...stage.partoos.values()].flatMap(({ templates }) => templates);
  story.lists = [...stage.partoos.values()].flatMap(({ lists }) => lists);
  story.requests = [...stage.partoos.values()].flatMap(({ requests }) => requests);
  return story;
}

/** Whoever deploys is told where it failed, and does it again a minute later. */
async function deploy(stage: Stage, functions: Functions, what: string, rules: string[]): Promise<void> {
  const { world, clock, story } = stage;
  const from = clock.now();
  const loaded = parseConfig(configYaml(world, rules), 'closures.yml');
  for (;;) {
    const failed = await applyConfig(functions.deps(), loaded, {
      organization: null,
      allowNow: 1_000,
      confirm: async () => true,
    }).then(
      ({ organizations }) => organizations.find(({ error }) => error)?.error?.message ?? null,
      (error: unknown) => String(error),
    );
    if (failed === null) break;
    if (!stage.isUnwell() && !isOvertaken(world, failed, from)) story.errors.push(`${what}: ${failed}`);
    if (clock.now() > world.to) break;
    await clock.sleep(MINUTE);
  }
  story.taken.push({ what, from, to: clock.now() });
}

/** Of two that are put into force at once, one is told to look again. */
function isOvertaken({ deploys }: World, failed: string, from: Instant): boolean {
  return /was put into force while/.test(failed) && deploys.filter(({ at }) => at === from).length > 1;
}

async function lastPass(functions: Functions): Promise<string | null> {
  const report = await run(functions.deps(), {
    organization: null,
    at: null,
    dryRun: false,
    writeAt: false,
    waitMilliseconds: 300_000,
  });
  return report.converged ? null : JSON.stringify(report.organizations);
}

function rows({ partoos }: Stage): Map<string, string> {
  const found = new Map<string, string>();
  for (const { sandbox } of partoos.values())
    for (const { business } of sandbox.businesses)
      found.set(business.code, JSON.stringify(sandbox.settingsRow(business.code)));
  return found;
}
