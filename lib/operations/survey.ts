/** What a window is planned from: businesses and settings read from Partoo, or what is remembered of them. */
import type { CivilWindow, ExpandedCalendars } from '../calendars/model.ts';
import type { Instant } from '../clock.ts';
import { addDays, civilDateOf } from '../closures/civil-time.ts';
import type { Occurrence } from '../closures/model.ts';
import type { Config, Organization } from '../config/model.ts';
import type { Deps, KeepingDeps } from '../reconcile/pass/deps.ts';
import { adHocSince } from '../reconcile/pass/ended-closures.ts';
import { makeSituation, readAppliedConfig } from '../reconcile/pass/session.ts';
import { heldDatesWarning, readHeldDates } from '../reconcile/refresh/changes/held-dates.ts';
import { withChatHours } from '../reconcile/refresh/chat-hours.ts';
import { readDirectory } from '../reconcile/refresh/directory.ts';
import { readFeeds } from '../reconcile/refresh/feeds/feeds.ts';
import { filesIn } from '../reconcile/refresh/feeds/files.ts';
import { storedFeeds, warningsOf } from '../reconcile/refresh/feeds/stored-feeds.ts';
import { ownTemplates } from '../reconcile/refresh/own-templates.ts';
import { changedRules } from '../reconcile/situation/changed-rules.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import { zoneWarnings } from '../reconcile/situation/zone-warnings.ts';
import type { Directory } from '../store/store.ts';
import { type Expanded, expanded, expandedOnce } from './expanded.ts';

interface Window {
  from: Instant;
  to: Instant;
  /** Where files of feeds are read. Default: they are as they were when the configuration was applied. */
  folder?: string;
  /** The id of the one business that is asked about: what is remembered of the others is left out. Default: all. */
  only?: string;
}

/** How far around the window calendars are expanded, so that chains that reach into it are whole, days. */
const MARGIN_DAYS = 62;

/** An organization as Partoo shows it now. Changes nothing. @throws PartooError */
export async function survey(
  deps: Deps,
  config: Config,
  organization: Organization,
  window: Window,
  warnings: Warning[],
): Promise<Situation> {
  const { client } = await deps.openAccount(organization);
  const previous = await deps.store.readDirectory(organization.id);
  const read = await readDirectory(
    client,
    organization,
    config,
    previous,
    deps.clock.now(),
    await ownTemplates(deps.store, organization.id),
  );
  deps.tell({
    kind: 'refreshing',
    organization: organization.id,
    businesses: read.directory.businesses.length,
  });
  const directory = await withChatHours(deps.store, client, organization.id, read.directory, previous);
  const { folder } = window;
  const { feeds, warnings: ofFeeds } = await readFeeds({
    ...{ store: deps.store, config, organization, now: deps.clock.now(), resolveSecret: deps.resolveSecret },
    readFile: folder === undefined ? null : filesIn(folder),
  });
  warnings.push(...read.warnings, ...ofFeeds);
  const over = { config, organization, directory, feeds, window: civilWindow(window) };
  return situationOver(deps, over, window, await expanded(over), warnings);
}

/** An organization as it is remembered; null where nothing is. Asks Partoo nothing. */
export async function recall(
  deps: KeepingDeps,
  config: Config,
  organization: Organization,
  window: Window,
  warnings: Warning[],
): Promise<Situation | null> {
  const directory = await deps.store.readDirectory(organization.id);
  if (directory === null) return null;
  const feeds = await storedFeeds(deps.store, config, organization.id);
  for (const [rule, feed] of feeds) warnings.push(...warningsOf(rule, feed));
  const over = { config, organization, directory, feeds, window: civilWindow(window) };
  const { only } = window;
  if (only === undefined) return situationOver(deps, over, window, await expandedOnce(over), warnings);
  const businesses = directory.businesses.filter(({ id }) => id === only);
  const ofOne = { ...over, directory: { ...directory, businesses } };
  return situationOver(deps, ofOne, window, await expanded(ofOne), warnings);
}

function civilWindow({ from, to }: Window): CivilWindow {
  return {
    from: addDays(civilDateOf(from, 'UTC'), -MARGIN_DAYS),
    to: addDays(civilDateOf(to, 'UTC'), MARGIN_DAYS),
  };
}

async function situationOver(
  { store, clock }: KeepingDeps,
  { config, organization, directory }: { config: Config; organization: Organization; directory: Directory },
  { from }: Window,
  over: Expanded,
  warnings: Warning[],
): Promise<Situation> {
  warnings.push(...over.warnings);
  const adHoc = await adHocSince(store, organization.id, from, clock.now());
  const calendars = await asHeld(store, config, organization.id, over.calendars, warnings);
  const situation = makeSituation(config, organization, { directory, calendars }, adHoc);
  warnings.push(...zoneWarnings(situation.zoneUnknown), ...over.ofBusinesses);
  return situation;
}

/** What waits until somebody allows it is not what would be done: of those rules what is in force stays, with a warning. */
async function asHeld(
  store: KeepingDeps['store'],
  config: Config,
  organization: string,
  calendars: ExpandedCalendars,
  warnings: Warning[],
): Promise<ExpandedCalendars> {
  const held = await readHeldDates(store, organization);
  const [applied, known] = held
    ? await Promise.all([readAppliedConfig(store), store.readCalendars(organization)])
    : [null, null];
  if (held === null || applied === null || known === null) return calendars;
  warnings.push(heldDatesWarning(held));
  const { changed } = changedRules(applied.config, config);
  const occurrences = { ...calendars.occurrences };
  for (const rule of held.rules) {
    if (changed.includes(rule) || occurrences[rule] === undefined) continue;
    const standing = Object.entries(known.occurrences[rule] ?? {}).map(
      ([place, list]): [string, Occurrence[]] => {
        const later = occurrences[rule]?.[place]?.filter(({ start }) => start >= known.window.to) ?? [];
        return [place, [...list.filter(({ start }) => start < known.window.to), ...later]];
      },
    );
    occurrences[rule] = { ...occurrences[rule], ...Object.fromEntries(standing) };
  }
  return { ...calendars, occurrences };
}
