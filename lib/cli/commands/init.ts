import { Command, Option } from 'commander';
import { DEFAULT_BASE_URL } from '../../config/base-url.ts';
import type { Organization } from '../../config/model.ts';
import { plain } from '../../operations/plain.ts';
import { count } from '../../operations/words.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { act, type Context } from '../context.ts';
import type { Written } from '../init/files.ts';
import type { Answers } from '../init/starter.ts';
import type { AccountSurvey } from '../init/survey.ts';
import type { Output } from '../output.ts';
import { noteWarnings, sample } from '../results.ts';

interface InitOptions {
  yes?: boolean;
  force?: boolean;
}

export function initCommand(): Command {
  const command = new Command('init')
    .summary('write a first closures.yml from what the key can see')
    .description(
      'Looks at the account behind PARTOO_API_KEY (at PARTOO_BASE_URL, if that is set), asks a few questions where ' +
        'there is a terminal, and writes a first closures.yml with comments, and a schema beside it for editors. ' +
        'Changes nothing in Partoo.',
    )
    .addOption(new Option('-y, --yes', 'do not ask, take what fits the account'))
    .addOption(new Option('--force', 'write although the file is there; that one is kept as a backup'));
  return act<InitOptions>(command, async (context, options) => {
    const { out, env, clock, configPath } = context;
    const { refuseExisting, writeStarter } = await import('../init/files.ts');
    await refuseExisting(configPath, options.force === true);
    const { holidayCountriesOf, starterYaml } = await import('../init/starter.ts');
    const survey = await look(context);
    const now = clock.now();
    const today = new Date(now).toISOString().slice(0, 10);
    const countries = await holidayCountriesOf(survey, today);
    const answers = await answer(context, options.yes === true, survey, countries);
    if (answers === null) {
      out.note('Nothing was written.');
      return 2;
    }
    const yaml = starterYaml({ survey, answers, hasBaseUrl: Boolean(env.PARTOO_BASE_URL), today });
    await refuseFaulty(yaml, configPath);
    const written = await writeStarter(configPath, yaml, now);
    await show(out, survey, answers, written);
    return survey.gaps.length === 0 ? 0 : 1;
  });
}

async function look({ organization, env, withDeps }: Context): Promise<AccountSurvey> {
  const { surveyAccount } = await import('../init/survey.ts');
  const account: Organization = {
    id: organization ?? 'init',
    apiKey: 'env:PARTOO_API_KEY',
    baseUrl: env.PARTOO_BASE_URL ? 'env:PARTOO_BASE_URL' : DEFAULT_BASE_URL,
    requestsPerMinute: 300,
    budgetShare: 0.8,
    timezone: null,
    language: null,
    webhookPublicKey: null,
    businesses: {},
    corrections: [],
  };
  return withDeps((deps) => surveyAccount(deps, account));
}

/** null where somebody gave up half-way. */
async function answer(
  { organization, out, env }: Context,
  isYes: boolean,
  survey: AccountSurvey,
  countries: readonly string[],
): Promise<Answers | null> {
  const [{ defaultAnswers, interview }, { nameOf, tally }] = await Promise.all([
    import('../init/interview.ts'),
    import('../init/survey.ts'),
  ]);
  const suggestions = {
    organization: organization ?? nameOf(survey.businesses) ?? 'acme',
    countries: tally(survey.businesses, ({ country }) => country).filter(([country]) =>
      countries.includes(country),
    ),
  };
  const canAsk = process.stdin.isTTY && out.errorStream.isTTY && !env.CI && !out.json;
  return isYes || !canAsk ? defaultAnswers(suggestions) : interview(suggestions, { output: out.errorStream });
}

/** Names given by --organization or by the account are the only thing here that the parser could refuse. */
async function refuseFaulty(yaml: string, path: string): Promise<void> {
  const { ConfigError, parseConfig } = await import('../../config/index.ts');
  try {
    parseConfig(yaml, path);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UsageError('config', error.message, 'Nothing was written.');
  }
}

async function show(out: Output, survey: AccountSurvey, answers: Answers, written: Written): Promise<void> {
  const { countsBy } = await import('../init/survey.ts');
  const { businesses, withMessages, launched, onBusinessHours, groups, templates, missing } = survey;
  const by = (of: (business: (typeof businesses)[number]) => string | null) => countsBy(businesses, of);
  const unknown = businesses.filter(({ zone }) => zone === null).map(({ code, id }) => code ?? id);
  const account = {
    businesses: businesses.length,
    withMessages,
    launched,
    onBusinessHours,
    countries: by(({ country }) => country),
    regions: by(({ region }) => region),
    zones: by(({ zone }) => zone),
    languages: by(({ language }) => language),
    zoneUnknown: unknown,
    groups,
    templates,
    gaps: survey.gaps,
  };
  if (out.json) await out.document({ ...written, organization: answers.organization, account });
  const kinds = (counts: Record<string, number>) =>
    Object.entries(counts)
      .slice(0, 8)
      .map(([value, number]) => `${value} ${number}`)
      .join(', ') || 'none';
  out.line(
    `${count(businesses.length, 'shop')}, ${withMessages} with Messages: ${launched} launched, ${onBusinessHours} on their opening hours`,
  );
  for (const [label, value] of [
    ['countries', kinds(account.countries)],
    ['regions', kinds(account.regions)],
    ['zones', kinds(account.zones)],
    ['languages', kinds(account.languages)],
    ['groups', groups.map(({ id, name }) => `${id} ${name}`).join(', ') || 'none'],
    ['templates', templates.join(', ') || 'none'],
  ] as const)
    out.line(`  ${out.paint('dim', label.padEnd(10))} ${plain(value)}`);
  noteWarnings(out, survey.gaps);
  if (missing.length > 0) out.note(`The key may not see ${missing.join(' and ')}; that does no harm.`);
  if (businesses.length === 0) out.note('The key sees no shop: give its user access to some in Partoo.');
  if (unknown.length > 0)
    out.note(
      `The zone of ${count(unknown.length, 'shop')} cannot be told (${sample(unknown)}); the file says how to set it.`,
    );
  out.line();
  out.line(`${out.paint('green', 'Written')}  ${written.file}, and ${written.schema} for editors`);
  if (written.backup) out.line(`         what was there before is now ${written.backup}`);
  out.line(out.paint('dim', 'Read it, then: partoo-closures check'));
}
