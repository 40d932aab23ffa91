import { parse, stringify } from 'yaml';
import { type LoadedConfig, parseConfig } from '../../../../lib/config/index.ts';
import { applyConfig } from '../../../../lib/operations/index.ts';
import { UsageError } from '../../../../lib/reconcile/pass/errors.ts';
import type { Mistake } from '../model.ts';
import { DAY } from '../truth/zones.ts';
import { configYaml } from '../yaml.ts';
import { type Doors, taken } from './asking.ts';
import type { Stage } from './stage.ts';

/** Does what has to be refused, and notes whether it was. */
export async function carryOutMistake(stage: Stage, doors: Doors, one: Mistake): Promise<void> {
  const { clock, story } = stage;
  await clock.sleepUntil(one.at);
  if (one.what === 'tooLong' || one.what === 'tooMany') return askFromOutside(stage, doors, one);
  const at = clock.now();
  // Whatever is wrong with the store or Partoo comes first.
  if (stage.isUnwell()) return;
  const isRefused = await refuses(stage, doors, one).catch((error) => {
    if (!stage.isUnwell()) throw error;
    return true;
  });
  story.mistakes.push({ ...one, at, isRefused });
}

async function refuses(stage: Stage, doors: Doors, one: Mistake): Promise<boolean> {
  try {
    const loaded = parseConfig(mistaken(stage, one), 'closures.yml');
    return one.what === 'allAtOnce' && (await isBeyond(stage, doors, loaded));
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') return true;
    throw error;
  }
}

/** Nobody says yes, so that nothing comes of it, nor of what feeds say meanwhile. */
async function isBeyond({ story }: Stage, { functions }: Doors, loaded: LoadedConfig): Promise<boolean> {
  const confirm = async () => false;
  const { length } = story.reads;
  try {
    await applyConfig(functions.deps(), loaded, { organization: null, allowNow: null, confirm });
    return false;
  } catch (error) {
    if (error instanceof UsageError && error.code === 'changes-too-much-now') return true;
    throw error;
  } finally {
    story.reads.length = length;
  }
}

function mistaken({ world, clock }: Stage, { what, organization }: Mistake): string {
  const now = clock.now();
  const deployed = world.deploys.findLast(({ at }) => at <= now)?.rules ?? [];
  const config = parse(configYaml(world, now < world.clearedAt ? deployed : []));
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const dates = [{ from: day(now - DAY), to: day(now + DAY) }];
  if (what === 'keyInFile') config.organizations[organization].apiKey = 'a-key-in-plain-text';
  else
    config.rules.mistake = {
      dates,
      ...(what === 'noSelectors' ? { scope: { codes: [] } } : { priority: 100 }),
    };
  return stringify(config);
}

/** A month, or all shops, asked for from outside, waits until somebody agrees, and nobody does. */
async function askFromOutside(stage: Stage, { http }: Doors, one: Mistake): Promise<void> {
  const { clock, world } = stage;
  const { organization, at, endedAt } = one;
  const { shops } = world.companies.find(({ id }) => id === organization)!;
  const id = `mistake-${at}`;
  const until = new Date(one.what === 'tooLong' ? at + 30 * DAY : endedAt).toISOString();
  const codes = shops.map(({ code }) => code);
  const tell = (type: string, data: object) => http.send(organization, `${id}-${type}`, { type, data });
  const when = () => new Date(clock.now()).toISOString();
  await taken(stage, `${id} asked`, () =>
    tell('closure.requested', { id, codes, until, text: '[[mistake]]', at: when() }),
  );
  await clock.sleepUntil(endedAt);
  await taken(stage, `${id} ended`, () => tell('closure.cancelled', { id, at: when() }));
}
