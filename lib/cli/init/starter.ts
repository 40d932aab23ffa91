/** The text of a first closures.yml. Pure: the account and the answers in, YAML out. */
import { listsOf, publicHolidaysOf } from '../../calendars/index.ts';
import { builtinClosed } from '../../closures/messages/builtin-closed.ts';
import { matchLanguage } from '../../closures/messages/language.ts';
import { SCHEMA_FILE } from '../../config/json-schema.ts';
import { language as languageTag } from '../../reading/language.ts';
import { type AccountSurvey, tally } from './survey.ts';

export interface Answers {
  organization: string;
  /** Countries whose businesses close on public holidays; empty: no such rule. */
  holidayCountries: string[];
  /** `HH:MM`, when businesses close for the night and open in the morning; null: they stay on at night. */
  nights: { close: string; open: string } | null;
}

export interface StarterInput {
  survey: AccountSurvey;
  answers: Answers;
  /** Whether PARTOO_BASE_URL leads to the account. */
  hasBaseUrl: boolean;
  /** `YYYY-MM-DD`. */
  today: string;
}

export function starterYaml({ survey, answers, hasBaseUrl, today }: StarterInput): string {
  return [
    ...head(survey, today),
    'version: 1',
    '',
    ...organizationPart(survey, answers, hasBaseUrl),
    '',
    ...messagesPart(survey),
    '',
    ...rulesPart(survey, answers, Number(today.slice(0, 4))),
    '',
  ].join('\n');
}

function head(survey: AccountSurvey, today: string): string[] {
  const { businesses, withMessages, launched, onBusinessHours, groups, templates } = survey;
  const kinds = (of: Parameters<typeof tally>[1]) =>
    tally(businesses, of).map(([value, n]) => `${oneLine(value)} ${n}`);
  const line = (label: string, values: readonly string[]) =>
    values.length === 0 ? [] : [`#   ${label.padEnd(10)} ${shortList(values)}`];
  return [
    `# yaml-language-server: $schema=./${SCHEMA_FILE}`,
    `# Written by \`partoo-closures init\` on ${today}; it is yours now. Of ${businesses.length} shops then,`,
    `# ${withMessages} had messaging settings: ${launched} launched, ${onBusinessHours} on their opening hours.`,
    ...line(
      'countries',
      kinds(({ country }) => country),
    ),
    ...line(
      'regions',
      kinds(({ region }) => region),
    ),
    ...line(
      'zones',
      kinds(({ zone }) => zone),
    ),
    ...line(
      'languages',
      kinds(({ language }) => language),
    ),
    ...line(
      'groups',
      groups.map(({ id, name }) => `${id} (${oneLine(name)})`),
    ),
    ...line('templates', templates.map(oneLine)),
    '# Next: partoo-closures check, plan, apply. An unknown key is an error, and says what could be meant.',
  ];
}

function organizationPart(survey: AccountSurvey, answers: Answers, hasBaseUrl: boolean): string[] {
  const { businesses } = survey;
  const [zone] = tally(businesses, (business) => business.zone);
  // What Partoo holds may be none.
  const language = tally(businesses, (business) => business.language).find(
    ([tag]) => languageTag.safeParse(tag).success,
  );
  const unknown = businesses.filter((business) => business.zone === null);
  return [
    'organizations:',
    `  ${answers.organization}:`,
    '    apiKey: env:PARTOO_API_KEY   # the name of a variable: a key never stands in this file',
    ...(hasBaseUrl ? ['    baseUrl: env:PARTOO_BASE_URL'] : []),
    ...(zone ? [`    timezone: ${zone[0]}   # for shops of its country whose own zone cannot be told`] : []),
    ...(language ? [`    language: ${language[0]}   # for shops without a language of their own`] : []),
    "    # requestsPerMinute: 300   # Partoo's default for an organization; 80 % of it are used",
    ...unknownZones(unknown.map(({ code, id }) => code ?? id)),
    ...regionHint(survey),
  ];
}

function unknownZones(codes: readonly string[]): string[] {
  if (codes.length === 0) return [];
  return [
    `    # The zone of ${codes.length === 1 ? 'this shop' : `${codes.length} shops`} cannot be told, and nothing is done there until it is said:`,
    '    # businesses:',
    ...codes.slice(0, 5).map((code) => `    #   ${quoted(code)}: { timezone: Europe/Paris }`),
  ];
}

/** Regional holidays need the region, which postcodes tell in some countries only. */
function regionHint({ businesses }: AccountSurvey): string[] {
  const lacking = businesses.filter(
    ({ country, region }) => country !== null && region === null && !TOLD.has(country) && hasRegions(country),
  );
  const [first] = lacking;
  if (!first?.country) return [];
  const countries = tally(lacking, ({ country }) => country).map(([country]) => country);
  return [
    `    # In ${countries.join(', ')} holidays differ by region, which Partoo does not tell. Say it where it matters:`,
    '    # corrections:',
    `    #   - { scope: { cities: [${quoted(first.city ?? first.name)}] }, region: ${first.country}-… }`,
  ];
}

const TOLD = new Set(['FR', 'ES']);
const hasRegions = (country: string) => listsOf(country).size > 0;

function messagesPart({ businesses }: AccountSurvey): string[] {
  const texts = builtinClosed(true);
  const spoken = tally(businesses, ({ language }) => language).flatMap(([tag]) => {
    const known = matchLanguage(Object.keys(texts), tag);
    return known === null ? [] : [known];
  });
  return [
    'messages:',
    '  # Sent to people who write while a shop is closed, each in its language. Change the words as you like.',
    '  holiday:',
    ...[...new Set([...spoken, 'en'])].map(
      (tag) => `    ${tag}: ${JSON.stringify(holidayText(texts[tag] ?? ''))}`,
    ),
    '    default: en   # the text of every other language',
  ];
}

function holidayText(closed: string): string {
  return `{{closure_name}} – ${closed}`;
}

function rulesPart({ businesses }: AccountSurvey, answers: Answers, year: number): string[] {
  const codes = businesses.flatMap(({ code }) => code ?? []).slice(0, 2);
  const sample = `[${(codes.length > 0 ? codes : ['ST-00001']).map(quoted).join(', ')}]`;
  const { holidayCountries, nights } = answers;
  const holidays = [
    '  # Each shop has the public holidays of its own country and region.',
    '  public-holidays:',
    ...(holidayCountries.length > 0 ? [`    scope: { countries: [${holidayCountries.join(', ')}] }`] : []),
    '    holidays: { types: [public] }',
    '    message: holiday',
  ];
  const night = [
    '  # Not reachable at night; texts and chat hours stay as they are.',
    '  nights:',
    `    cron: { close: "${cronTime(nights?.close ?? '20:00')} * * MON-SAT", open: "${cronTime(nights?.open ?? '08:00')} * * MON-SAT" }`,
    '    effect: { reachable: false, offlineMessage: keep, chatHours: keep }',
  ];
  const sundays = [
    '  # Open on Sundays before Christmas, whatever other rules say.',
    '  december-sundays:',
    `    scope: { codes: ${sample} }`,
    `    dates: [${sundaysOfAdvent(year)
      .map((day) => `{ from: ${day} }`)
      .join(', ')}]`,
    '    effect: { open: true, chatHours: ["10:00-18:00"] }',
    '    priority: 80',
  ];
  const stock = [
    '  stock-taking:',
    `    scope: { codes: ${sample} }`,
    `    dates: [{ from: ${year + 1}-02-01, to: ${year + 1}-02-02, name: Stock-taking }]`,
  ];
  const isEmpty = holidayCountries.length === 0 && nights === null;
  return [
    isEmpty ? 'rules: {}' : 'rules:',
    ...(holidayCountries.length > 0 ? holidays : commented(holidays)),
    '',
    ...(nights === null ? commented(night) : night),
    '',
    ...commented(sundays),
    '',
    ...commented(stock),
  ];
}

/** As an example to take the marks away from: `  nights:` becomes `  # nights:`. */
function commented(lines: readonly string[]): string[] {
  return lines.map((line) => (line.trimStart().startsWith('#') ? line : `  # ${line.slice(2)}`));
}

/** `20:30` as the first two fields of a cron line. */
function cronTime(time: string): string {
  const [hour, minute] = time.split(':').map(Number);
  return `${minute} ${hour}`;
}

/** The three Sundays before Christmas Eve. */
function sundaysOfAdvent(year: number): string[] {
  const eve = new Date(Date.UTC(year, 11, 24));
  const last = 24 - (eve.getUTCDay() === 0 ? 0 : eve.getUTCDay());
  return [last - 14, last - 7, last].map((day) => `${year}-12-${String(day).padStart(2, '0')}`);
}

/** Countries of the account whose holidays are known, most businesses first. */
export async function holidayCountriesOf({ businesses }: AccountSurvey, today: string): Promise<string[]> {
  const year = { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
  const known: string[] = [];
  for (const [country] of tally(businesses, (business) => business.country))
    if ((await publicHolidaysOf({ country, region: null }, year)).length > 0) known.push(country);
  return known;
}

const SHOWN = 8;

function shortList(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN).join(', ');
  return values.length > SHOWN ? `${shown} and ${values.length - SHOWN} more` : shown;
}

/** What came from the account, safe within a comment. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** A plain scalar where YAML reads it as the same text, else in quotes. */
function quoted(text: string): string {
  return /^[A-Za-z][\w-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
