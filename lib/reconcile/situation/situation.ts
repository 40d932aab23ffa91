import type { ExpandedCalendars } from '../../calendars/model.ts';
import { wasNeverInForce } from '../../closures/agreement.ts';
import type { AdHocClosure, Business, MessageTexts } from '../../closures/model.ts';
import { hasStaged } from '../../closures/staged/staged-chains.ts';
import { DEFAULT_LANGUAGE } from '../../closures/texts.ts';
import type { Config, Organization } from '../../config/model.ts';
import { requestsPerWrite } from './batch.ts';
import type { ById } from './by-id.ts';
import type { Cohort } from './cohorts.ts';
import { groundOf } from './ground.ts';
import { overGround } from './over-ground.ts';
import { type ScopedSource, sourceOfAdHoc } from './sources.ts';
import { spacingOf } from './spacing.ts';

export type { Cohort };

/** Everything that decides what one organization's businesses should be like, at whatever instant. */
export interface Situation {
  organization: Organization;
  messages: Record<string, MessageTexts>;
  /** What plain `default` texts are written in. */
  defaultLanguage: string;
  /** Of those that no ad-hoc closure concerns the same objects as in the situation before. */
  cohorts: readonly Cohort[];
  /** The whole directory, in its order. */
  businesses: readonly Business[];
  cohortOf: ById<Cohort>;
  businessOf: ById<Business>;
  zoneUnknown: Business[];
  sources: readonly ScopedSource[];
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
  const ground = groundOf(input.businesses, config.rules, organization.id, input.calendars.occurrences);
  const adHoc = input.adHoc.filter((closure) => !wasNeverInForce(closure)).map(sourceOfAdHoc);
  const { cohorts, cohortOf } = overGround(ground, adHoc);
  return {
    organization,
    messages: messagesOf(config, input.templates),
    defaultLanguage: config.defaultLanguage ?? DEFAULT_LANGUAGE,
    cohorts,
    cohortOf,
    businesses: ground.businesses,
    businessOf: ground.businessOf,
    zoneUnknown: ground.zoneUnknown,
    sources: [...ground.sources, ...adHoc],
    adHoc: input.adHoc,
    stagedRoomMilliseconds: stagedRoom(organization, cohorts),
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
