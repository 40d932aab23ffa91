/** What the account holds, as far as a first closures.yml needs to know. */
import type { Business } from '../../closures/model.ts';
import type { Config, Organization } from '../../config/model.ts';
import type { Deps, Warning } from '../../operations/index.ts';
import { type ListCall, PartooApiError } from '../../partoo/index.ts';

export interface AccountSurvey {
  businesses: Business[];
  /** Businesses that have messaging settings: those subscribed to Messages. */
  withMessages: number;
  launched: number;
  /** Chat hours are the business' opening hours. */
  onBusinessHours: number;
  groups: { id: number; name: string }[];
  /** Titles of the message templates. */
  templates: string[];
  /** What the key may not read, in words. */
  missing: string[];
  /** What Partoo did not list, or what cannot be read. */
  gaps: Warning[];
}

/** Reads the account within its quota; groups and templates that the key may not see are done without. */
export async function surveyAccount(deps: Deps, organization: Organization): Promise<AccountSurvey> {
  const { client } = await deps.openAccount(organization);
  const { readDirectory } = await import('../../reconcile/refresh/directory.ts');
  await client.users.me();
  const config: Config = { version: 1, organizations: [organization], messages: {}, rules: [] };
  const { tellsOfGap } = await import('../../reconcile/pass/report.ts');
  const { directory, warnings } = await readDirectory(client, organization, config, null, deps.clock.now());
  deps.tell({ kind: 'refreshing', organization: organization.id, businesses: directory.businesses.length });
  const survey: AccountSurvey = {
    businesses: directory.businesses,
    withMessages: 0,
    launched: 0,
    onBusinessHours: 0,
    groups: [],
    templates: [],
    missing: [],
    gaps: warnings.filter(tellsOfGap),
  };
  for await (const { value } of client.settings.list({}, onGapOf(survey, 'messaging settings'))) {
    survey.withMessages += 1;
    if (value.is_launched) survey.launched += 1;
    if (value.uses_business_hours) survey.onBusinessHours += 1;
  }
  await unlessRefused(survey, 'groups', async () => {
    for await (const { groups } of client.groups.sections({}, onGapOf(survey, 'groups')))
      for (const { id, name } of groups ?? []) {
        if (Number.isSafeInteger(Number(id ?? ''))) survey.groups.push({ id: Number(id), name: name ?? '' });
      }
  });
  await unlessRefused(survey, 'message templates', async () => {
    survey.templates = (await client.templates.list()).map(({ title }) => title);
  });
  return survey;
}

/** A list that is incomplete is told, and what came of it is used. */
function onGapOf({ gaps }: AccountSurvey, what: string): ListCall {
  return {
    onIncomplete({ found, count }) {
      const message = `Partoo lists ${found}${count === null ? '' : ` of ${count}`} ${what}, read twice.`;
      gaps.push({ code: 'list-incomplete', message });
    },
  };
}

/** Not every role sees these, and nothing depends on them. */
async function unlessRefused(survey: AccountSurvey, what: string, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof PartooApiError) || (error.code !== 'forbidden' && error.code !== 'not-found'))
      throw error;
    survey.missing.push(what);
  }
}

/** The values of a kind with how many businesses have each, most first; those that have none are left out. */
export function tally(
  businesses: readonly Business[],
  of: (business: Business) => string | null,
): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const business of businesses) {
    const value = of(business);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** The same as a plain object, for --json. */
export function countsBy(
  businesses: readonly Business[],
  of: (business: Business) => string | null,
): Record<string, number> {
  return Object.fromEntries(tally(businesses, of));
}

/** A name for the organization out of what its businesses' names have in common: `Maison Corvel Paris` → `maison-corvel`. */
export function nameOf(businesses: readonly Business[]): string | null {
  const [first, ...others] = businesses.map(({ name }) => name.split(/\s+/));
  if (!first || others.length === 0) return null;
  const differs = (word: string, index: number) => others.some((words) => words[index] !== word);
  const end = first.findIndex(differs);
  const slug = first
    .slice(0, end < 0 ? undefined : end)
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? null : slug.slice(0, 64);
}
