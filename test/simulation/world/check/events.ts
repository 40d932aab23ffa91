/** What is told: at least once, the same under the same id, in order of cause, and only what was. */
import type { Instant } from '../../../../lib/clock.ts';
import type { World } from '../model.ts';
import type { Story, Told, Version } from '../play/record.ts';
import { sameField } from '../truth/fields.ts';
import { FIELDS, type Field } from '../truth/wanted.ts';
import { MINUTE } from '../truth/zones.ts';
import { readingsAt } from './clocks.ts';

/** A write is begun before its turn comes, and may be sent more than once. */
const ON_ITS_WAY = MINUTE;
/** What was overtaken so soon is confirmed by nobody. */
const STANDS = 20 * MINUTE;
/** As events name them. */
const MEMBERS: Record<Field, readonly string[]> = {
  launched: ['is_launched'],
  offline: ['offline_message'],
  welcome: ['welcome_message'],
  hours: ['uses_business_hours', 'custom_chat_hours'],
};
/** What is told of the last hour may still be on its way when the world ends. */
const TO_BE_TOLD = 20 * MINUTE;

export function checkEvents(world: World, story: Story): string[] {
  return [
    ...doubles(story),
    ...outOfOrder(world, story),
    ...untold(world, story),
    ...neverWere(world, story),
    ...toldTooSoon(world, story),
  ];
}

/** One fact has one id, and one id says one thing. A closure that has ended and comes back is another one. */
function doubles({ events }: Story): string[] {
  const byId = new Map<string, string>();
  const facts = new Set<string>();
  const ends = new Map<string, number>();
  return events.flatMap((event) => {
    const { eventId, ...told } = event.detail as { eventId: string };
    const closure = closureOf(event);
    // What goes on is told once a day, by whoever finds it.
    const isAlert = event.type === 'Calendar Alert';
    const said = JSON.stringify([event.type, isAlert ? { ...told, at: dayOf(event) } : told]);
    const known = byId.get(eventId);
    if (known !== undefined) return known === said ? [] : [`one id says two things: ${known} and ${said}`];
    const fact = `${said} ${ends.get(closure) ?? 0}`;
    const isAnother = facts.has(fact);
    byId.set(eventId, said);
    facts.add(fact);
    if (event.type === 'Closure Ended') ends.set(closure, (ends.get(closure) ?? 0) + 1);
    return isAnother ? [`told under another id: ${said}`] : [];
  });
}

const dayOf = ({ detail }: Told): string => String(detail.at).slice(0, 10);

interface ClosureTold {
  organization: string;
  closure: string;
  start: string;
}

const closureOf = ({ detail }: Told): string => {
  const { organization, closure, start } = detail as unknown as ClosureTold;
  return `${organization} ${closure} from ${start}`;
};

/** A closure starts before it ends, and whatever has started ends. That it will be late is told beforehand. */
function outOfOrder(world: World, { events }: Story): string[] {
  const started = new Set<string>();
  const ended = new Set<string>();
  const faults: string[] = [];
  for (const event of events) {
    if (event.type === 'Closure Started') started.add(closureOf(event));
    if (event.type !== 'Closure Ended') continue;
    const closure = closureOf(event);
    if (!started.has(closure)) faults.push(`it is told to have ended, and never started: ${closure}`);
    ended.add(closure);
  }
  const late = world.to - TO_BE_TOLD;
  const soon = events.filter(({ type, at }) => type === 'Closure Started' && at > late).map(closureOf);
  const open = [...started].filter((closure) => !ended.has(closure) && !soon.includes(closure));
  return [...faults, ...open.map((closure) => `nobody told that it ended: ${closure}`)];
}

/** A change by its own time, and when it was told. */
interface ChangeTold {
  at: Instant;
  toldAt: Instant;
  fields: string[];
}

/** When each shop was told to have been changed. */
function toldOf({ events }: Story, code: string): ChangeTold[] {
  return events
    .filter(({ type, detail }) => type === 'Business Messaging Changed' && detail.code === code)
    .map(({ at, detail }) => ({
      ...{ at: Date.parse(String(detail.at)), toldAt: at },
      fields: detail.fields as string[],
    }));
}

/** Writes that changed something, and that stood long enough to be read back. */
export function standingWrites(
  world: World,
  story: Story,
  code: string,
): { before: Version; write: Version }[] {
  const versions = story.versions.get(code)!;
  return versions.flatMap((write, index) => {
    const before = versions[index - 1];
    const next = versions[index + 1]?.at ?? world.to;
    if (write.by !== 'product' || !before || next - write.at < STANDS) return [];
    if (isTakenForOvertaken(world, story, code, write)) return [];
    return FIELDS.some((field) => !sameField(field, write.settings, before.settings))
      ? [{ before, write }]
      : [];
  });
}

/**
 * The next one was refused before any read showed this one. As long as reads are late they show what was there before it,
 * and where that is what the next one was to write, it passes for done (rule 12).
 */
function isTakenForOvertaken(
  world: World,
  { requests, before }: Story,
  code: string,
  { at }: Version,
): boolean {
  const { id } = JSON.parse(before.get(code)!) as { id: number };
  const refused = requests.filter(
    (one) =>
      one.method === 'POST' &&
      one.path.endsWith(`/${id}`) &&
      one.status >= 400 &&
      one.at > at &&
      one.at < at + STANDS,
  );
  const stale = world.troubles.filter(({ what }) => what === 'stale');
  return refused.some((one) => stale.some(({ from, to }) => from <= one.at && one.at < to));
}

function untold(world: World, story: Story): string[] {
  return [...story.versions.keys()].flatMap((code) => {
    const told = toldOf(story, code);
    return standingWrites(world, story, code)
      .filter(({ write }) => !told.some(({ at }) => isOf(world, write, at)))
      .map(({ write }) => `nobody told that ${code} was changed at ${new Date(write.at).toISOString()}`);
  });
}

/** Whether it is that write that is told with a time: by the clock of whoever wrote, when it was begun. */
export function isOf(world: World, write: Pick<Version, 'at'>, told: Instant): boolean {
  return readingsAt(world, write.at).some((at) => told <= at && told > at - ON_ITS_WAY);
}

function neverWere(world: World, story: Story): string[] {
  return [...story.versions].flatMap(([code, versions]) =>
    toldOf(story, code)
      .filter(({ at }) => !versions.some((one) => one.by === 'product' && isOf(world, one, at)))
      .filter((told) => !isDoneByAPerson(world, story, code, told))
      .map(({ at }) => `${code} is told to be changed at ${new Date(at).toISOString()}, and never was`),
  );
}

/**
 * A person did what was about to be written and was refused: no answer proves that nothing was done (rule 12), and what is
 * there is what was to be written.
 */
function isDoneByAPerson(
  world: World,
  { requests, versions: all, before: rows }: Story,
  code: string,
  { at, toldAt, fields }: ChangeTold,
): boolean {
  const { id } = JSON.parse(rows.get(code)!) as { id: number };
  const isRefused = requests.some(
    ({ method, path, status, at: sent }) =>
      method === 'POST' && path.endsWith(`/${id}`) && status >= 400 && isOf(world, { at: sent }, at),
  );
  const versions = all.get(code)!;
  const index = versions.findIndex((one) => one.at > at);
  const [before, version] = [versions[index - 1], versions[index]];
  if (!isRefused || !before || version?.by !== 'person' || version.at > toldAt) return false;
  return FIELDS.every(
    (field) =>
      sameField(field, before.settings, version.settings) !==
      MEMBERS[field].some((one) => fields.includes(one)),
  );
}

/** Success is told when Partoo was read back and agrees (design rule 21): a switch not before Partoo shows it. */
function toldTooSoon(world: World, { events, versions }: Story): string[] {
  return events.flatMap(({ type, at: toldAt, detail }) => {
    const { code, fields, at: said } = detail as { code: string; fields?: string[]; at: string };
    if (type !== 'Business Messaging Changed' || !fields?.includes('is_launched')) return [];
    const at = Date.parse(said);
    const all = versions.get(code) ?? [];
    const index = all.findIndex((one) => one.by === 'product' && isOf(world, one, at));
    const [before, write] = [all[index - 1], all[index]];
    // What was switched shortly before may show by itself, and what a person switches likewise shows at once.
    if (
      !before ||
      !write ||
      write.at - before.at < STANDS ||
      toldAt >= write.at + world.launchDelayMilliseconds ||
      all.slice(index + 1).some((one) => isSwitchedToo(one, write, toldAt))
    )
      return [];
    return [`${code} is told to be switched at ${new Date(toldAt).toISOString()}, before Partoo shows it`];
  });
}

function isSwitchedToo({ by, at, settings }: Version, write: Version, until: Instant): boolean {
  return by === 'person' && at <= until && settings.is_launched === write.settings.is_launched;
}
