/** Calendars as they are over a window, with what is to be said of them. */
import type { CivilWindow, ExpandedCalendars } from '../calendars/model.ts';
import type { Business } from '../closures/model.ts';
import { hoursOf } from '../closures/opening/own-hours.ts';
import type { Config, Organization } from '../config/model.ts';
import { contentsOf } from '../reconcile/refresh/feeds/stored-feeds.ts';
import { expandCalendars } from '../reconcile/refresh/refresh.ts';
import { regionWarnings } from '../reconcile/refresh/region-warnings.ts';
import type { Warning } from '../reconcile/situation/warning.ts';
import type { Directory, StoredFeed } from '../store/store.ts';

export interface Expanded {
  calendars: ExpandedCalendars;
  warnings: readonly Warning[];
  /** What is not known of businesses, or not in the data. */
  ofBusinesses: readonly Warning[];
}

/** What calendars are made of. */
interface Question {
  config: Config;
  organization: Organization;
  directory: Directory;
  window: CivilWindow;
  feeds: ReadonlyMap<string, StoredFeed>;
}

export async function expanded(question: Question): Promise<Expanded> {
  const { config, organization, directory, window, feeds } = question;
  const { businesses } = directory;
  const contents = contentsOf(feeds);
  const expansion = await expandCalendars(config, '', organization, businesses, window, null, contents);
  const year = Number(window.to.slice(0, 4));
  const ofRegions = regionWarnings(config.rules, organization.id, businesses, year);
  return { ...expansion, ofBusinesses: [...hoursWarnings(businesses, organization.id), ...ofRegions] };
}

/** Where hours are not known, a text can promise no more than the end of the closure. */
function hoursWarnings(businesses: readonly Business[], organization: string): Warning[] {
  const all = businesses.filter(({ zone }) => zone !== null);
  const unknown = all.filter((business) => hoursOf(business).own?.week == null);
  const [first] = unknown;
  if (!first) return [];
  const message = `The hours of ${unknown.length} of ${all.length} shops of "${organization}" are not known (${first.code ?? first.id}); their texts name the end of the closure.`;
  return [{ code: 'hours-unknown', message }];
}

interface Known {
  question: Question;
  answer: Promise<Expanded>;
}

const known = new WeakMap<Directory, Known[]>();
/** Windows that are asked for in turn. */
const REMEMBERED = 4;

/**
 * The same, once for as long as nothing of it has changed: ad-hoc closures come one after the other, and every one makes
 * another plan.
 */
export function expandedOnce(question: Question): Promise<Expanded> {
  const { directory } = question;
  const before = known.get(directory) ?? [];
  const found = before.find((one) => isSame(one.question, question));
  if (found) return found.answer;
  const made = { question, answer: expanded(question) };
  known.set(directory, [made, ...before.slice(0, REMEMBERED - 1)]);
  made.answer.catch(() => known.delete(directory));
  return made.answer;
}

function isSame(one: Question, other: Question): boolean {
  return (
    one.config === other.config &&
    one.organization === other.organization &&
    one.window.from === other.window.from &&
    one.window.to === other.window.to &&
    one.feeds.size === other.feeds.size &&
    [...one.feeds].every(([rule, { text }]) => other.feeds.get(rule)?.text === text)
  );
}
