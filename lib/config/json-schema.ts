/**
 * closures.yml as a JSON Schema, for completion and help in editors. It knows less than the parser, which alone decides:
 * names that refer to each other, dates that exist, regions. Kept by hand, since the parser's schemas are functions; a
 * test holds the two against each other.
 */
import { WEEKDAYS } from '../closures/model.ts';

type Schema = Record<string, unknown>;

/** How editors show where a schema comes from; also tells our file from somebody else's of that name. */
export const SCHEMA_TITLE = 'closures.yml of partoo-closures';

/** As the file stands beside closures.yml. */
export const SCHEMA_FILE = 'closures.schema.json';

const DAY = '\\d{4}-\\d{2}-\\d{2}';
const TIME = '([01]\\d|2[0-3]):[0-5]\\d';
const WINDOW = `^${TIME}-(${TIME}|24:00)$`;

const said = (description: string, schema: Schema): Schema => ({ description, ...schema });
const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const word = (...words: string[]): Schema => ({ enum: words });
const matching = (pattern: string): Schema => ({ type: 'string', pattern });
const list = (items: Schema): Schema => ({ type: 'array', items, minItems: 1 });
const closed = (properties: Schema, rest: Schema = {}): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...rest,
});
const named = (values: Schema, rest: Schema = {}): Schema => ({
  type: 'object',
  additionalProperties: values,
  ...rest,
});

/** Store codes and postcodes may look like numbers; the parser reads them as they are written. */
const TEXT: Schema = { type: ['string', 'number'] };
const ANY_OF_DAY: Schema = Object.fromEntries(
  WEEKDAYS.map((day) => [day, { type: 'array', items: ref('window') }]),
);

const SELECTORS: Schema = {
  organizations: said('Names under `organizations`', list(TEXT)),
  codes: said('Store codes, such as ST-00001', list(TEXT)),
  businesses: said("Partoo's ids of businesses", list(TEXT)),
  groups: said("Partoo's numbers of groups", list({ type: 'integer', minimum: 0 })),
  countries: said('ISO 3166-1, such as FR', list(TEXT)),
  regions: said('ISO 3166-2, such as FR-67', list(TEXT)),
  zipcodes: said('Postcodes; "75*" means all that begin so', list(TEXT)),
  cities: said('Cities; case and accents do not count', list(TEXT)),
};

const PLACE: Schema = {
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
    timezone: said('For businesses of its country whose own zone cannot be told', { type: 'string' }),
    language: said('For businesses without a language of their own', { type: 'string' }),
    webhookPublicKey: said("env:NAME, PEM or its base64 body. Default: Partoo's own", { type: 'string' }),
    businesses: said('Corrections by store code', named(closed(PLACE, { minProperties: 1 }))),
    corrections: said(
      'Corrections by scope; the first that fits counts',
      list(closed({ scope: ref('scope'), ...PLACE }, { required: ['scope'], minProperties: 2 })),
    ),
  },
  { required: ['apiKey'] },
);

const EFFECT: Schema = {
  anyOf: [
    word('open', 'leave'),
    closed({
      open: said('Keeps businesses open, whatever is lower', { type: 'boolean' }),
      reachable: said('Default false', { enum: [true, false, 'keep'] }),
      offlineMessage: said('Name of a message, or keep. Default closed', TEXT),
      welcomeMessage: said('Name of a message, or keep. Default keep', TEXT),
      chatHours: said('Default closed', {
        anyOf: [word('closed', 'keep', 'business'), list(ref('window')), ref('week')],
      }),
    }),
  ],
};

const HOLIDAYS = closed({
  country: said("Default: each business' own", { type: 'string' }),
  region: said("Default: each business' own", { type: 'string' }),
  types: said('Default [public]', list(word('public', 'bank', 'school', 'optional', 'observance'))),
  except: said(
    'What to leave out: a date, a day of every year, or a name',
    list({ anyOf: [{ type: 'string' }, closed({ every: ref('everyDay') }, { required: ['every'] })] }),
  ),
  also: said('What else counts as a holiday', ref('dates')),
});

const RULE = closed(
  {
    name: said('How people call it', TEXT),
    scope: said('Which businesses; left out: every one', ref('scope')),
    holidays: said('Public holidays, of each business where it is', HOLIDAYS),
    dates: said('Days and times', ref('dates')),
    cron: said(
      'Five fields each: minute hour day month weekday',
      closed({ close: { type: 'string' }, open: { type: 'string' } }, { required: ['close', 'open'] }),
    ),
    weekly: said('Open then, closed otherwise', ref('week')),
    message: said('Short for effect: { offlineMessage: … }', TEXT),
    effect: said('What the closure does', EFFECT),
    priority: said('The higher wins. Default: dates 60, holidays 40, cron and weekly 10', {
      type: 'integer',
      minimum: -10_000,
      maximum: 10_000,
    }),
    onManualChange: said('What a person changes meanwhile. Default respect', word('respect', 'enforce')),
    maxLead: said('How early a closing may begin, so that the last is on time. Default 10m', TEXT),
    enabled: said('Default true', { type: 'boolean' }),
  },
  {
    oneOf: ['holidays', 'dates', 'cron', 'weekly'].map((calendar) => ({ required: [calendar] })),
  },
);

const MESSAGE: Schema = {
  anyOf: [
    { type: 'string' },
    closed({ template: said('Title of a Partoo message template', TEXT) }, { required: ['template'] }),
    named({ type: 'string' }, { minProperties: 1, not: { required: ['template'] } }),
  ],
};

/** The schema of closures.yml, JSON Schema draft-07: the newest that editors' YAML support knows throughout. */
export const CLOSURES_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: SCHEMA_TITLE,
  ...closed(
    {
      version: { enum: [1] },
      organizations: said('By a name of your choice', named(ORGANIZATION, { minProperties: 1 })),
      messages: said('Texts by name and language; `default` stands for all others', named(MESSAGE)),
      rules: said('By a name of your choice: who is closed when, and how', named(RULE)),
    },
    { required: ['version', 'organizations'] },
  ),
  definitions: {
    scope: closed(
      {
        ...SELECTORS,
        exclude: said('Any match excludes', closed(SELECTORS, { minProperties: 1 })),
      },
      { minProperties: 1 },
    ),
    window: said('Such as "09:00-18:30"; quotes are needed', matching(WINDOW)),
    week: closed(ANY_OF_DAY),
    everyDay: said('MM-DD', matching('^\\d{2}-\\d{2}$')),
    dates: list({
      anyOf: [
        closed(
          {
            from: said('2027-02-01, or 2027-02-01T12:00', matching(`^${DAY}(T${TIME})?$`)),
            to: said('That day included; left out: the same day', matching(`^${DAY}(T${TIME})?$`)),
            name: TEXT,
          },
          { required: ['from'] },
        ),
        closed(
          {
            every: ref('everyDay'),
            from: said('Such as "17:00"', matching(`^${TIME}$`)),
            to: said('Such as "18:00"', matching(`^${TIME}$`)),
            leap: said('For 02-29', { enum: [28, 1, '28', '1', 'skip'] }),
            name: TEXT,
          },
          { required: ['every'] },
        ),
      ],
    }),
  },
} as const satisfies Schema;
