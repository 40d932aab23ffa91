import { expect, test } from 'vitest';
import { deserializeConfig, parseConfig, serializeConfig } from '../../../lib/config/index.ts';
import { changedRules } from '../../../lib/reconcile/situation/changed-rules.ts';

const read = (rules: string) =>
  parseConfig(`version: 1\norganizations: { acme: { apiKey: env:KEY } }\nrules:\n${rules}`, 'closures.yml')
    .config;

const RULES = `
  feasts:
    holidays:
      types: [public, local]
      except: [Whit Monday, 2027-07-14, { every: 05-01 }]
      also:
        - { name: { fr: Veille, default: Eve }, from: "17:00", every: 12-24 }
        - { to: 01-02, every: 12-30 }
        - { from: 2027-02-01, to: 2027-02-02, name: x }
    announce: { before: 3d, offlineMessage: closed }
  leap: { dates: [{ leap: 28, every: 02-29, name: x }, { to: 2027-02-02T10:00, from: 2027-02-01T12:00 }] }
  nights: { cron: { open: "0 9 * * *", close: "0 19 * * *" }, effect: { chatHours: keep, reachable: false } }
  weeks: { weekly: { friday: ["09:00-02:00"], monday: ["09:00-19:00"] }, maxLead: 5m, staged: true }
  office: { ical: { only: { summaries: ["x*"] }, transparent: count, from: https://example.com/a.ics } }
  listing: { specificHours: { openings: true, closings: false }, scope: { exclude: { codes: [A] }, countries: [FR] } }
  sheet: { sheet: a.csv, effect: { chatHours: { friday: ["10:00-12:00"] }, templates: { Holiday: { title: x, content: closed } } } }
`;

test('a file that is applied again has changed no rule', () => {
  const config = read(RULES);
  const stored = deserializeConfig(serializeConfig(config));
  expect(changedRules(stored, config)).toEqual({ added: [], removed: [], changed: [] });
});

test('a rule is changed where it says something else', () => {
  const after = read(RULES.replace('17:00', '18:00').replace('  sheet: {', '  other: {'));
  expect(changedRules(read(RULES), after)).toEqual({
    added: ['other'],
    removed: ['sheet'],
    changed: ['feasts'],
  });
});
