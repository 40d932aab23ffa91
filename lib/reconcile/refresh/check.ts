import { dirname } from 'node:path';
import { feedOf } from '../../calendars/feed.ts';
import { checkCalendar, namedBySheet, regionFault } from '../../calendars/index.ts';
import type { Place } from '../../calendars/model.ts';
import type { Calendar } from '../../calendars/stored.ts';
import type { Instant } from '../../clock.ts';
import { addDays, civilDateOf } from '../../closures/civil-time.ts';
import type { Business, Scope } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import {
  type Checkable,
  type ConfigIssue,
  checkMessages,
  type FaultyConfig,
  inOrder,
  issueAt,
  type LoadedConfig,
} from '../../config/index.ts';
import { sourceKind } from '../../reading/feed-source.ts';
import type { Warning } from '../situation/warning.ts';
import { businessesNamed } from '../situation/words.ts';
import { ambiguousCodes } from './ambiguous-codes.ts';
import { FeedError } from './feeds/feed-error.ts';
import { filesIn } from './feeds/files.ts';
import { languageWarnings } from './languages.ts';
import { type Locator, placed } from './placed.ts';
import { regionWarnings } from './region-warnings.ts';

export interface CheckReport {
  /** What keeps the configuration from being applied. */
  errors: ConfigIssue[];
  warnings: Warning[];
  /** Of shops whose place has no holidays: whoever expands the calendars tells it as well, with the rule. */
  places: Warning[];
}

/** The days in which an `except` has to fit a holiday. */
const DAYS_AHEAD = 400;

/**
 * What the schema cannot tell: calendars that cannot be expanded, `except`s that fit nothing, languages without a text.
 * Nothing is read from Partoo; `businesses`, where they are known, make the answer sharper.
 * @param contents of sheets at an address, by rule, as far as they are known. Default: none is
 */
export async function checkConfig(
  loaded: LoadedConfig,
  now: Instant,
  businesses: ReadonlyMap<string, readonly Business[]> = new Map(),
  contents: ReadonlyMap<string, string> = new Map(),
): Promise<CheckReport> {
  const report = await checkParts(loaded, loaded.config, now, businesses);
  for (const { path, message, remedy } of checkMessages(loaded.config, civilDateOf(now, 'UTC'))) {
    report.warnings.push({ code: 'message', message: placed(loaded, path, `${message}; ${remedy}`) });
  }
  const sheets = await sheetsIn(loaded);
  report.errors.push(...strangeMessages(loaded, sheets));
  const until = Number(addDays(civilDateOf(now, 'UTC'), DAYS_AHEAD).slice(0, 4));
  for (const [organization, list] of businesses)
    report.warnings.push(...regionWarnings(loaded.config.rules, organization, list, until));
  report.warnings.push(...languageWarnings(loaded, businesses));
  const codes = new Map(
    [...(await sheetsAmong(loaded, contents)), ...sheets].map(([rule, named]) => [rule, named.codes]),
  );
  report.warnings.push(...ambiguousCodes(loaded, businesses, codes));
  return report;
}

type SheetNames = Awaited<ReturnType<typeof namedBySheet>>;

/** What the rows of sheets that are files name, by the key of their rule. */
async function sheetsIn({ config, file }: LoadedConfig): Promise<Map<string, SheetNames>> {
  const sheets = new Map<string, SheetNames>();
  for (const { key, calendar } of config.rules) {
    const content = calendar.kind === 'sheet' ? await fileContent(calendar, file) : { text: null };
    if ('text' in content && content.text !== null) sheets.set(key, await namedBySheet(content.text));
  }
  return sheets;
}

/** The same of contents. What their rows name is nobody's fault who writes the file. */
async function sheetsAmong(
  { config }: LoadedConfig,
  contents: ReadonlyMap<string, string>,
): Promise<Map<string, SheetNames>> {
  const sheets = new Map<string, SheetNames>();
  for (const { key, calendar } of config.rules) {
    const text = calendar.kind === 'sheet' ? contents.get(key) : undefined;
    if (text !== undefined) sheets.set(key, await namedBySheet(text));
  }
  return sheets;
}

/** Messages that rows of sheets name and that there are not. */
function strangeMessages(loaded: LoadedConfig, sheets: ReadonlyMap<string, SheetNames>): ConfigIssue[] {
  const known = new Set(['closed', 'planned', ...Object.keys(loaded.config.messages)]);
  return [...sheets].flatMap(([key, { messages }]) =>
    [...messages].flatMap(([message, line]) => {
      const what = `line ${line}: there is no message ${JSON.stringify(message.slice(0, 40))}; name one of messages`;
      return known.has(message) ? [] : [issueOf(loaded, ['rules', key, 'sheet'], what)];
    }),
  );
}

/** Everything that is wrong with a file whose shape is wrong already, in its order. */
export async function faultsOf(
  { issues, parts, ...source }: FaultyConfig,
  now: Instant,
  businesses: ReadonlyMap<string, readonly Business[]> = new Map(),
): Promise<ConfigIssue[]> {
  return inOrder([...issues, ...(await checkParts(source, parts(), now, businesses)).errors]);
}

async function checkParts(
  source: Locator,
  parts: Checkable,
  now: Instant,
  businesses: ReadonlyMap<string, readonly Business[]>,
): Promise<CheckReport> {
  const today = civilDateOf(now, 'UTC');
  const window = { from: today, to: addDays(today, DAYS_AHEAD) };
  const report: CheckReport = { errors: [], warnings: [], places: [] };
  for (const rule of parts.rules) {
    const content = await fileContent(rule.calendar, source.file);
    if ('fault' in content) {
      report.errors.push(issueOf(source, ['rules', rule.key, rule.calendar.kind], content.fault));
      continue;
    }
    const known = placesOf(rule, businesses);
    const places = known.length > 0 ? known : guessedPlaces(rule);
    for (const issue of await checkCalendar(rule.calendar, window, places, content.text)) {
      const path = ['rules', rule.key, ...issue.path];
      if (issue.severity === 'error') report.errors.push(issueOf(source, path, issue.message));
      else if (issue.about === 'place') report.places.push({ code: 'region', message: issue.message });
      else report.warnings.push({ code: 'calendar', message: placed(source, path, issue.message) });
    }
  }
  for (const { path, region } of regionsNamed(parts)) {
    const fault = regionFault(region);
    if (fault !== null) report.errors.push(issueOf(source, path, fault));
  }
  return { ...report, errors: inOrder(report.errors) };
}

/** The content of a feed that is a file; null where it is none. */
async function fileContent(
  calendar: Calendar,
  config: string,
): Promise<{ text: string | null } | { fault: string }> {
  const feed = feedOf(calendar);
  const from = feed?.sourceOf(calendar).from ?? '';
  if (feed === null || sourceKind(from) !== 'file') return { text: null };
  try {
    return { text: await feed.textOf(await filesIn(dirname(config))(from)) };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    return { fault: `${JSON.stringify(from)}: ${error.message}; name a file, relative to closures.yml` };
  }
}

/** An issue out of a sentence that says what is wrong and, behind a semicolon, what would be right. */
function issueOf(loaded: Locator, path: (string | number)[], sentence: string): ConfigIssue {
  const [what, ...right] = sentence.split('; ');
  return issueAt(loaded, path, what as string, right.join('; ') || 'correct it');
}

/** Every region that the configuration names outside of calendars: in scopes and in corrections. */
function regionsNamed({ organizations, rules }: Checkable): { path: (string | number)[]; region: string }[] {
  const inScope = (path: (string | number)[], scope: Scope | null | undefined) =>
    [
      { path, regions: scope?.regions },
      { path: [...path, 'exclude'], regions: scope?.exclude?.regions },
    ].flatMap(({ path: at, regions = [] }) =>
      regions.map((region, index) => ({ path: [...at, 'regions', index], region })),
    );
  const inOrganization = ({ id, businesses, corrections }: Checkable['organizations'][number]) => {
    const own = Object.entries(businesses).map(([code, { region }]) => ({
      path: ['businesses', code, 'region'],
      region,
    }));
    const byScope = corrections.map(({ region }, index) => ({
      path: ['corrections', index, 'region'],
      region,
    }));
    return [
      ...[...own, ...byScope].flatMap(({ path, region }) =>
        region === undefined ? [] : [{ path: ['organizations', id, ...path], region }],
      ),
      ...corrections.flatMap(({ scope }, index) =>
        inScope(['organizations', id, 'corrections', index, 'scope'], scope),
      ),
    ];
  };
  return [
    ...organizations.flatMap(inOrganization),
    ...rules.flatMap(({ key, scope }) => inScope(['rules', key, 'scope'], scope)),
  ];
}

/** Every place in which a rule concerns businesses; where its days hang on the place, with whose it is. */
function placesOf(
  { calendar, scope }: Checkable['rules'][number],
  businesses: ReadonlyMap<string, readonly Business[]>,
): Place[] {
  const places = new Map<string, { place: Place; there: Business[] }>();
  if (scope === undefined) return [];
  const isLocal = calendar.kind === 'holidays' && calendar.types.includes('local');
  const isSheet = calendar.kind === 'sheet';
  for (const [organization, list] of businesses) {
    for (const business of list) {
      // Nothing is done where the zone is not known, so what its place lacks must not keep the others waiting.
      if (business.zone === null) continue;
      if (scope && !matchesScope(scope, business, organization)) continue;
      const { country, region, city, id, code } = business;
      // Only feasts of municipalities depend on the city, and there may be thousands.
      const bare = isLocal ? { country, region, city } : { country, region };
      const place = isSheet ? { ...bare, id, code } : bare;
      const key = Object.values(place).join(' ');
      const known = places.get(key);
      if (known) known.there.push(business);
      else places.set(key, { place, there: [business] });
    }
  }
  const found = [...places.values()];
  if (calendar.kind !== 'holidays') return found.map(({ place }) => place);
  return found.map(({ place, there }) => ({ ...place, whose: businessesNamed(there) }));
}

/** Where the businesses of a rule over holidays may be, as far as its scope tells: an `except` has to fit there. */
function guessedPlaces({ calendar, scope }: Checkable['rules'][number]): Place[] {
  if (calendar.kind !== 'holidays' || calendar.except.length === 0) return [];
  const { regions, countries } = scope ?? {};
  const named = regions
    ? regions.map((region) => ({ country: region.split('-')[0] ?? null, region }))
    : countries?.map((country) => ({ country, region: null }));
  return (named ?? []).map((place) => ({ ...place, isGuess: true }));
}
