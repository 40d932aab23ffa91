import type { ExpandedCalendars } from '../../calendars/model.ts';
import { formerKeyOf, placeKeyAmong } from '../../calendars/place-key.ts';
import { wasNeverInForce } from '../../closures/agreement.ts';
import { withAnnouncements } from '../../closures/announcements.ts';
import type { Chain } from '../../closures/chains.ts';
import { chainsIn } from '../../closures/chains-in.ts';
import type { AdHocClosure, Business, MessageTexts, Occurrence } from '../../closures/model.ts';
import { matchesScope } from '../../closures/scope.ts';
import { hasStaged } from '../../closures/staged/in-a-resolution.ts';
import { type Timeline, timelineOf } from '../../closures/timeline.ts';
import { DEFAULT_LANGUAGE } from '../../closures/wanted.ts';
import type { Config, Organization } from '../../config/model.ts';
import { requestsPerWrite } from './batch.ts';
import { type ScopedSource, sourceOfAdHoc, sourceOfRule } from './sources.ts';
import { spacingOf } from './spacing.ts';

/** Businesses that share zone, place and sources, and so the same chains. */
export interface Cohort {
  zone: string;
  timeline: Timeline;
  businesses: Business[];
  /** Rules of the cohort whose calendar could not be expanded: they decide nothing. */
  unknownRules: string[];
  /** The rules and ad-hoc closures that concern the cohort, whether or not they ever close it. */
  sources: readonly ScopedSource[];
}

/** Everything that decides what one organization's businesses should be like, at whatever instant. */
export interface Situation {
  organization: Organization;
  messages: Record<string, MessageTexts>;
  /** What plain `default` texts are written in. */
  defaultLanguage: string;
  cohorts: Cohort[];
  cohortOf: Map<string, Cohort>;
  businessOf: Map<string, Business>;
  zoneUnknown: Business[];
  sources: ScopedSource[];
  /** Also those that are not in force, because they wait or ended. */
  adHoc: readonly AdHocClosure[];
  /** What has to be left of an interval for staged hours, ms: three times what all its writes may need. */
  stagedRoomMilliseconds: number;
}

export interface SituationInput {
  config: Config;
  organization: Organization;
  businesses: readonly Business[];
  /** Texts of Partoo message templates that messages refer to, by title. */
  templates: Record<string, string>;
  calendars: Pick<ExpandedCalendars, 'occurrences'>;
  adHoc: readonly AdHocClosure[];
}

export function situationOf(input: SituationInput): Situation {
  const { config, organization } = input;
  const sources = [
    ...config.rules.filter((rule) => rule.enabled).map(sourceOfRule),
    ...input.adHoc.filter((closure) => !wasNeverInForce(closure)).map(sourceOfAdHoc),
  ];
  const cohorts = new Map<string, Cohort>();
  const cohortOf = new Map<string, Cohort>();
  const zoneUnknown: Business[] = [];

  for (const business of input.businesses) {
    if (business.zone === null) {
      zoneUnknown.push(business);
      continue;
    }
    const matching = sources.filter(({ scope }) => !scope || matchesScope(scope, business, organization.id));
    const places = matching.map(({ rule }) =>
      rule ? placeKeyAmong(rule.calendar, business, input.calendars.occurrences[rule.key]) : '',
    );
    let key = business.zone;
    for (const [index, { source }] of matching.entries()) key += `\n${source.key}@${places[index]}`;
    let cohort = cohorts.get(key);
    if (!cohort) {
      cohort = cohortFor(business.zone, matching, places, input.calendars);
      cohorts.set(key, cohort);
    }
    cohort.businesses.push(business);
    cohortOf.set(business.id, cohort);
  }
  return {
    organization,
    messages: messagesOf(config, input.templates),
    defaultLanguage: config.defaultLanguage ?? DEFAULT_LANGUAGE,
    cohorts: [...cohorts.values()],
    cohortOf,
    businessOf: new Map(input.businesses.map((business) => [business.id, business])),
    zoneUnknown,
    sources,
    adHoc: input.adHoc,
    stagedRoomMilliseconds: stagedRoom(organization, [...cohorts.values()]),
  };
}

const ROOM = 3;

/** See `Situation`. */
export function stagedRoom(organization: Organization, cohorts: readonly Cohort[]): number {
  const staged = cohorts.filter(({ timeline }) => hasStaged(timeline));
  const writes = staged.reduce((count, { businesses }) => count + businesses.length, 0);
  const spacing = spacingOf(organization);
  return Math.ceil(ROOM * writes * requestsPerWrite(spacing) * spacing);
}

function cohortFor(
  zone: string,
  matching: readonly ScopedSource[],
  places: readonly string[],
  calendars: SituationInput['calendars'],
): Cohort {
  const chains: Chain[] = [];
  const unknownRules: string[] = [];
  for (const [index, { source, rule, occurrence }] of matching.entries()) {
    const occurrences = rule
      ? occurrencesOf(rule.key, places[index] ?? '', calendars)
      : [occurrence as Occurrence];
    if (occurrences === null) unknownRules.push(source.key);
    else chains.push(...chainsIn(source, occurrences, zone));
  }
  const timeline = withAnnouncements(timelineOf(chains), zone);
  return { zone, timeline, businesses: [], unknownRules, sources: matching };
}

/** null where the calendar is not known there: no information means no decision. */
function occurrencesOf(
  rule: string,
  place: string,
  { occurrences }: SituationInput['calendars'],
): Occurrence[] | null {
  const known = occurrences[rule];
  const former = known?.[place] === undefined ? formerKeyOf(place) : null;
  return known?.[former ?? place] ?? null;
}

/** The texts of every message; those of a Partoo template stand for every language. Unknown templates have none. */
function messagesOf(config: Config, templates: Record<string, string>): Record<string, MessageTexts> {
  const found: Record<string, MessageTexts> = {};
  for (const [name, definition] of Object.entries(config.messages)) {
    if ('texts' in definition) found[name] = definition.texts;
    else if (templates[definition.template] !== undefined) {
      found[name] = { default: templates[definition.template] as string };
    }
  }
  return found;
}
