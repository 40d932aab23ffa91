/**
 * closures.yml as a JSON Schema, for completion and help in editors. It knows less than the parser, which alone decides:
 * names that refer to each other, dates that exist, regions. Kept by hand, since the parser's schemas are functions; a
 * test holds the two against each other.
 */
import { KINDS, kinds } from '../calendars/index.ts';
import { WEEKDAYS } from '../closures/model.ts';
import { SELECTORS } from '../closures/selectors.ts';
import {
  closed,
  type JsonSchema,
  list,
  matching,
  NAME,
  named,
  ref,
  said,
  TEXT,
  TIME,
  word,
} from '../reading/json-schema.ts';
import { NOTIFICATION_KINDS } from './model.ts';

/** How editors show where a schema comes from; also tells our file from somebody else's of that name. */
export const SCHEMA_TITLE = 'closures.yml of partoo-closures';

/** As the file stands beside closures.yml. */
export const SCHEMA_FILE = 'closures.schema.json';

const WINDOW = `^${TIME}-(${TIME}|24:00)$`;

const ANY_OF_DAY: JsonSchema = Object.fromEntries(
  WEEKDAYS.map((day) => [day, { type: 'array', items: ref('window') }]),
);

const SELECTOR_LISTS: JsonSchema = Object.fromEntries(
  Object.entries(SELECTORS).map(([kind, { values, description }]) => [
    kind,
    said(description, list(values === 'number' ? { type: 'integer', minimum: 0 } : TEXT)),
  ]),
);

const PLACE: JsonSchema = {
  timezone: said('IANA zone, such as Europe/Paris', { type: 'string' }),
  region: said('ISO 3166-2, such as FR-67', { type: 'string' }),
  language: said('Language tag, such as fr or pt-BR', { type: 'string' }),
};

const ORGANIZATION = closed(
  {
    apiKey: said(
      'Where the key is: env:NAME, ssm:/path or secretsmanager:name. Never the key itself.',
      matching('^(env|ssm|secretsmanager):.+$'),
    ),
    baseUrl: said('Default https://api.partoo.co/v2; env:NAME is allowed', matching('^(https?://|env:).+$')),
    requestsPerMinute: said("Partoo's limit for the organization. Default 300", {
      type: 'integer',
      minimum: 1,
      maximum: 100_000,
    }),
    budgetShare: said('How much of that is used. Default 0.8', {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
    }),
    timezone: said('For shops of its country whose own zone cannot be told', { type: 'string' }),
    language: said('For shops without a language of their own', { type: 'string' }),
    webhooks: said('Who may ask for closures by webhook', {
      type: 'array',
      minItems: 1,
      items: closed(
        { name: TEXT, secret: matching('^(env|ssm|secretsmanager):.+$') },
        { required: ['name', 'secret'] },
      ),
    }),
    adHoc: said(
      'Beyond what events, webhooks and tokens need approval: a share and a number of shops, or a time',
      closed({
        maxShare: said('Together with maxBusinesses. Default 0.2', {
          type: 'number',
          minimum: 0,
          maximum: 1,
        }),
        maxBusinesses: said('Default 50', { type: 'integer', minimum: 0, maximum: 1_000_000 }),
        maxFor: said('How long a closure may be. Default 14d', { type: 'string' }),
        approval: said('false: what is beyond is refused. Default true', { type: 'boolean' }),
      }),
    ),
    webhookPublicKey: said("env:NAME, PEM or its base64 body. Default: Partoo's own", { type: 'string' }),
    businesses: said('Corrections by store code', named(closed(PLACE, { minProperties: 1 }))),
    corrections: said(
      'Corrections by scope; the first that fits counts',
      list(closed({ scope: ref('scope'), ...PLACE }, { required: ['scope'], minProperties: 2 })),
    ),
  },
  { required: ['apiKey'] },
);

const TEMPLATES = named(
  closed(
    {
      content: said('Name of a message', TEXT),
      title: said('Another title', TEXT),
      icon: said('An emoji', TEXT),
    },
    { minProperties: 1 },
  ),
  { minProperties: 1 },
);

const EFFECT: JsonSchema = {
  anyOf: [
    word('open', 'leave'),
    closed({
      open: said('Keeps shops open, whatever is lower', { type: 'boolean' }),
      reachable: said('Default false', { enum: [true, false, 'keep'] }),
      offlineMessage: said('Name of a message, or keep. Default closed', TEXT),
      welcomeMessage: said('Name of a message, or keep. Default keep', TEXT),
      chatHours: said('Default closed', {
        anyOf: [word('closed', 'keep', 'business'), list(ref('window')), ref('week')],
      }),
      templates: said("Partoo's message templates by title; not with cron and weekly", TEMPLATES),
    }),
  ],
};

const ANNOUNCE = closed(
  {
    before: said('Such as 3d, 2w or 36h; 60 days at most', TEXT),
    offlineMessage: said('Name of a message', TEXT),
    welcomeMessage: said('Name of a message', TEXT),
  },
  { required: ['before'], minProperties: 2 },
);

const DEFAULT_PRIORITIES = Object.entries(kinds)
  .map(([kind, { defaultPriority }]) => `${kind} ${defaultPriority}`)
  .join(', ');

const RULE = closed(
  {
    name: said('How people call it: a text, or texts by language', NAME),
    scope: said('Which shops; left out: every one', ref('scope')),
    ...Object.fromEntries(Object.entries(kinds).map(([kind, { jsonSchema }]) => [kind, jsonSchema])),
    message: said('Short for effect: { offlineMessage: … }', TEXT),
    effect: said('What the closure does', EFFECT),
    priority: said(`The higher wins. Default: ${DEFAULT_PRIORITIES}`, {
      type: 'integer',
      minimum: -10_000,
      maximum: 10_000,
    }),
    onManualChange: said('What a person changes meanwhile. Default respect', word('respect', 'enforce')),
    maxLead: said('How early a closing may begin, so that the last is on time. Default 10m', TEXT),
    announce: said('What is shown for some time before each closure; not with cron and weekly', ANNOUNCE),
    staged: said('Whether its closures stand in the weekly chat hours ahead of time. Default false', {
      type: 'boolean',
    }),
    enabled: said('Default true', { type: 'boolean' }),
  },
  {
    oneOf: KINDS.map((kind) => ({ required: [kind] })),
  },
);

const MESSAGE: JsonSchema = {
  anyOf: [
    { type: 'string' },
    closed({ template: said('Title of a Partoo message template', TEXT) }, { required: ['template'] }),
    named({ type: 'string' }, { minProperties: 1, not: { required: ['template'] } }),
  ],
};

const SECRET = matching('^(env|ssm|secretsmanager):.+$');
const RECEIVER = closed(
  {
    slack: said('An incoming webhook of Slack, Mattermost, or with `format: teams` of Teams', SECRET),
    format: word('slack', 'teams'),
    webhook: said(
      'Signed as Standard Webhooks are, with the event as body',
      closed({ url: SECRET, secret: SECRET }, { required: ['url', 'secret'] }),
    ),
    email: said(
      'Through a mail server, or on AWS through a topic',
      closed({
        to: list(matching('^\\S+@\\S+$')),
        from: matching('^\\S+@\\S+$'),
        smtp: SECRET,
        topic: matching('^arn:aws'),
      }),
    ),
    heartbeat: said('Asked for after each tick that succeeded', SECRET),
    organizations: said('Default: all', list(TEXT)),
    on: said('Default: all but kept', list(word(...NOTIFICATION_KINDS))),
  },
  { oneOf: ['slack', 'webhook', 'email', 'heartbeat'].map((way) => ({ required: [way] })) },
);

/** The schema of closures.yml, JSON Schema draft-07: the newest that editors' YAML support knows throughout. */
export const CLOSURES_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: SCHEMA_TITLE,
  ...closed(
    {
      version: { enum: [1] },
      organizations: said('By a name of your choice', named(ORGANIZATION, { minProperties: 1 })),
      defaultLanguage: said('What plain `default` texts are written in. Default en', { type: 'string' }),
      messages: said(
        'Texts by name and language; `default`, a text or a language listed, stands for all others',
        named(MESSAGE),
      ),
      rules: said('By a name of your choice: who is closed when, and how', named(RULE)),
      notify: said('Who is told when something needs a look', list(RECEIVER)),
      digest: said(
        'When the weekly summary comes',
        closed(
          { weekday: word(...WEEKDAYS), at: matching(`^${TIME}$`), timezone: { type: 'string' } },
          { required: ['weekday', 'at', 'timezone'] },
        ),
      ),
    },
    { required: ['version', 'organizations'] },
  ),
  definitions: {
    scope: closed(
      {
        ...SELECTOR_LISTS,
        exclude: said('Any match excludes', closed(SELECTOR_LISTS, { minProperties: 1 })),
      },
      { minProperties: 1 },
    ),
    window: said('Such as "09:00-18:30"; quotes are needed', matching(WINDOW)),
    week: closed(ANY_OF_DAY),
    ...Object.assign({}, ...Object.values(kinds).map(({ jsonSchemaDefinitions }) => jsonSchemaDefinitions)),
  },
} as const satisfies JsonSchema;
