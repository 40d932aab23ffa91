import { stringify } from 'yaml';
import { signingKey } from '../../../lib/sandbox/webhooks/signing.ts';
import type { Calendar, Rule, RuleEffect, World } from './model.ts';

/** The mark begins each text of ours, and none of anybody else; what follows tells whose it is. */
const text = (name: string) => {
  const said = (language: string) =>
    `[[${name}]] <${language}> ${name.startsWith('a-') ? '{{closed_from}}' : '{{reopens}}'}`;
  return { default: said('en'), fr: said('fr'), de: said('de') };
};

/** What Partoo signs with, for all of its customers. */
export const PARTOO_KEY = signingKey(0);
const WITH_KEY = { webhookPublicKey: PARTOO_KEY.publicKey };

/** A configuration with these rules, as closures.yml. */
export function configYaml(world: World, keys: readonly string[]): string {
  const guarded = world.mistakes?.find(({ what }) => what === 'tooMany')?.organization;
  const isTold = (world.specialEdits ?? []).length > 0;
  const rules = world.rules.filter(({ key }) => keys.includes(key));
  const names = rules.flatMap(({ key, effect }) => [
    ...[`m-${key}`, `w-${key}`, `a-${key}`],
    ...(effect.swaps === undefined ? [] : ['t-swap']),
  ]);
  return stringify({
    version: 1,
    organizations: Object.fromEntries(
      world.companies.map((company) => [
        company.id,
        { ...organizationOf(company, company.id === guarded), ...(isTold ? WITH_KEY : {}) },
      ]),
    ),
    // What stands in where no opening is known names none.
    messages: {
      closed: { default: '[[closed]]' },
      ...Object.fromEntries(names.map((name) => [name, text(name)])),
    },
    rules: Object.fromEntries(rules.map((rule) => [rule.key, ruleOf(rule)])),
  });
}

/** Whose webhooks they are is told by what they are signed with. */
export function webhookSecretOf(organization: string): `env:${string}` {
  return `env:${organization.toUpperCase()}_SECRET`;
}

/** @param isGuarded whether nobody outside may ask for all shops at once */
function organizationOf(
  { id, requestsPerMinute, budgetShare, shops }: World['companies'][number],
  isGuarded: boolean,
): object {
  const zones = shops.flatMap(({ code, zoneInConfig }) =>
    zoneInConfig ? [[code, { timezone: zoneInConfig }]] : [],
  );
  return {
    apiKey: 'env:PARTOO_API_KEY',
    baseUrl: `https://${id}.partoo.test/v2`,
    requestsPerMinute,
    budgetShare,
    language: 'en',
    webhooks: [{ name: 'till', secret: webhookSecretOf(id) }],
    timezone: 'Europe/Paris',
    ...(isGuarded ? { adHoc: { maxBusinesses: shops.length - 1, maxShare: 0.2 } } : {}),
    ...(zones.length > 0 ? { businesses: Object.fromEntries(zones) } : {}),
  };
}

function ruleOf({ key, codes, calendar, effect, ...rest }: Rule): unknown {
  const { priority, announceHours, maxLeadMinutes, enforce, staged } = rest;
  return {
    ...(codes ? { scope: { codes } } : {}),
    ...calendarOf(calendar),
    effect: effectOf(effect),
    ...(priority === undefined ? {} : { priority }),
    ...(announceHours === undefined
      ? {}
      : { announce: { before: `${announceHours}h`, offlineMessage: `a-${key}` } }),
    ...(maxLeadMinutes === undefined ? {} : { maxLead: `${maxLeadMinutes}m` }),
    ...(enforce ? { onManualChange: 'enforce' } : {}),
    ...(staged ? { staged } : {}),
  };
}

function calendarOf(calendar: Calendar): object {
  switch (calendar.kind) {
    case 'dates':
      return { dates: calendar.entries };
    case 'weekly':
      return { weekly: calendar.open };
    case 'cron': {
      const days = calendar.days.join(',');
      return { cron: { close: `${calendar.close} * * ${days}`, open: `${calendar.open} * * ${days}` } };
    }
    case 'holidays':
      return { holidays: { country: 'FR', types: ['public'] } };
    case 'feed':
      return {
        [calendar.format]: { from: `http://feeds.localhost/${calendar.feed}`, allowPrivateAddress: true },
      };
    case 'special':
      return { specificHours: calendar.openings ? true : { closings: true } };
  }
}

function effectOf({ open, leave, reachable, offline, welcome, chatHours, swaps }: RuleEffect): unknown {
  if (leave) return 'leave';
  return {
    ...(open ? { open } : {}),
    ...(reachable === undefined ? {} : { reachable }),
    ...(offline === undefined ? {} : { offlineMessage: offline }),
    ...(welcome === undefined ? {} : { welcomeMessage: welcome }),
    ...(chatHours === undefined ? {} : { chatHours }),
    ...(swaps === undefined ? {} : { templates: { [swaps]: { content: 't-swap', icon: '🎄' } } }),
  };
}
