/** History tells the truth: who changed what, when, and what was there before and after. */
import type { Settings } from '../../../../lib/closures/model.ts';
import type { HistoryEntry } from '../../../../lib/store/store.ts';
import type { World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import { sameField } from '../truth/fields.ts';
import { FIELDS } from '../truth/wanted.ts';
import { MINUTE } from '../truth/zones.ts';
import { isOf, standingWrites } from './events.ts';

/** So soon after another change nobody may have known what was there. */
const KNOWN = 15 * MINUTE;

export function checkHistory(world: World, story: Story): string[] {
  const wrong = [...story.versions.keys()].flatMap((code) => {
    const entries = story.history.filter((entry) => entry.code === code && entry.before !== null);
    return standingWrites(world, story, code).flatMap(({ before, write }) =>
      wrongOf(world, code, entries, before, write),
    );
  });
  return [...wrong, ...story.history.flatMap((entry) => wrongActor(world, story, entry))];
}

function wrongOf(
  world: World,
  code: string,
  entries: readonly HistoryEntry[],
  before: Version,
  write: Version,
): string[] {
  const when = new Date(write.at).toISOString();
  const found = entries.filter(({ at }) => isOf(world, write, at));
  const entry = found.toSorted((a, b) => b.at - a.at)[0];
  if (!entry) return [`nothing of ${code} at ${when}`];
  if (write.at - before.at < KNOWN) return [];
  return [
    ...differing(entry.before, before.settings).map(
      (field) => `${code} at ${when}: ${field} before is wrong`,
    ),
    ...differing(entry.after, write.settings).map((field) => `${code} at ${when}: ${field} after is wrong`),
  ];
}

function differing(told: unknown, held: Settings): string[] {
  return FIELDS.filter((field) => !sameField(field, told as Settings, held));
}

const ASKERS = { event: 'event:erp', command: 'command:sim', http: 'token:sim', webhook: 'webhook:till' };

/** Whoever brought the closure about; a relaunch is a person's. */
function wrongActor(
  world: World,
  { ids }: Story,
  { code, actor, reason, cause, at, before }: HistoryEntry,
): string[] {
  if (before === null) return [];
  const id = /^ad-hoc:(.*)$/.exec(cause?.closure ?? '')?.[1];
  const ask = world.asks.find((one) => (ids.get(one.id) ?? one.id) === id);
  const expected = reason.includes('relaunched')
    ? 'person'
    : cause?.kind === 'released'
      ? ASKERS.command
      : ask && cause?.kind === 'in-force'
        ? ASKERS[ask.door]
        : 'calendar';
  if (actor === expected) return [];
  return [`${code} at ${new Date(at).toISOString()} (${reason}) is by ${actor}, not ${expected}`];
}
