import { expect, test } from 'vitest';
import { parseConfig } from '../../../lib/config/index.ts';
import { regionWarnings } from '../../../lib/reconcile/refresh/region-warnings.ts';
import { business } from '../../support/world/samples.ts';

const rulesOf = (rules: string) =>
  parseConfig(`version: 1\norganizations:\n  acme: { apiKey: env:KEY }\nrules:\n${rules}`, 'closures.yml')
    .config.rules;
const shop = (code: string, country: string, region: string | null, more = {}) =>
  business(`id-${code}`, { code, country, region, zipcode: null, city: null, ...more });

test('each kind of lack is told once, with the businesses that it concerns', () => {
  const shops = [
    shop('DE-1', 'DE', null),
    shop('DE-2', 'DE', null),
    shop('DE-3', 'DE', 'DE-BY'),
    shop('IT-1', 'IT', 'IT-MI'),
    shop('FR-1', 'FR', 'FR-75'),
    shop('PT-1', 'PT', null, { zipcode: '1100-001' }),
    shop('PT-2', 'PT', null),
    shop('PL-1', 'PL', null),
  ];
  const found = regionWarnings(
    rulesOf('  feasts: { holidays: {} }\n  more: { holidays: {} }\n'),
    'acme',
    shops,
    2027,
  );
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'region: 2 shops (DE-1 DE-2) of "acme": no region is known, so only the national holidays of DE count; set it, for example DE-BB',
    'region: 1 shop (IT-1) of "acme": IT-MI has no holidays of its own in the data, so the national ones of IT count; feasts of a city are of type local',
    'region: 1 shop (PT-2) of "acme": no region is known, so only the national holidays of PT count; set it, for example PT-20',
  ]);
});

test('nothing is said of rules without holidays, of other businesses, and of those whose zone is not known', () => {
  const shops = [shop('DE-1', 'DE', null), shop('DE-2', 'DE', null, { zone: null })];
  const rules = rulesOf(
    '  nights: { cron: { close: "0 20 * * *", open: "0 8 * * *" } }\n  here: { scope: { codes: [DE-2] }, holidays: {} }\n',
  );
  expect(regionWarnings(rules, 'acme', shops, 2027)).toEqual([]);
});

test('of feasts of municipalities it is told whose are not known', () => {
  const shops = [
    shop('IT-1', 'IT', 'IT-25', { city: 'Milano' }),
    shop('IT-2', 'IT', 'IT-25', { city: 'Vimodrone' }),
  ];
  const found = regionWarnings(
    rulesOf('  feasts: { holidays: { types: [public, local] } }\n'),
    'acme',
    shops,
    2027,
  );
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^1 shop \(IT-2\).*municipalities/),
  ]);
});

test('of feasts that the data lacks from a year on it is told once that year is reached', () => {
  const rules = rulesOf('  feasts: { holidays: {} }\n');
  const shops = [shop('TH-1', 'TH', null), shop('MX-1', 'MX', null)];
  expect(regionWarnings(rules, 'acme', shops, 2028)).toEqual([]);
  expect(regionWarnings(rules, 'acme', shops, 2029).map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^1 shop \(TH-1\) of "acme": the data lacks feasts of TH from 2029 on: Makha Bucha.*`also`/,
    ),
  ]);
});
