import { describe, expect, test } from 'vitest';
import type { Business, Scope } from '../../lib/closures/model.ts';
import { matchesScope, selectsSomething } from '../../lib/closures/scope.ts';

const SHOP: Business = {
  id: '5409c3',
  code: 'ST-00012',
  name: 'Orléans',
  country: 'FR',
  region: 'FR-45',
  zone: 'Europe/Paris',
  language: 'fr',
  zipcode: '45000',
  city: 'Orléans',
  groups: [3, 7],
  address: null,
  websiteUrl: null,
  phoneNumber: null,
};
const BARE: Business = {
  ...SHOP,
  code: null,
  country: null,
  region: null,
  zipcode: null,
  city: null,
  groups: [],
};

test.each([
  ['FR-974', 'FR-RE'],
  ['FR-RE', 'FR-974'],
  ['FR-RE', 'FR-RE'],
  ['fr-gf', 'FR-973'],
  ['IN-OD', 'IN-OR'],
])('a region with two codes is the same under both: %s, %s', (wanted, region) => {
  expect(matchesScope({ regions: [wanted] }, { ...SHOP, region }, 'acme')).toBe(true);
  expect(matchesScope({ exclude: { regions: [wanted] } }, { ...SHOP, region }, 'acme')).toBe(false);
  expect(matchesScope({ regions: [wanted] }, { ...SHOP, region: 'FR-976' }, 'acme')).toBe(false);
});

describe('whether a shop lies in a scope', () => {
  test.each<[scope: Scope, inside: boolean]>([
    [{ codes: ['ST-00012'] }, true],
    [{ codes: ['ST-0001', 'ST-00012'] }, true],
    [{ codes: ['ST-0001'] }, false],
    [{ businesses: ['5409c3'] }, true],
    [{ businesses: ['ST-00012'] }, false],
    [{ groups: [7] }, true],
    [{ groups: [37] }, false],
    [{ countries: ['ES', 'FR'] }, true],
    [{ regions: ['FR-45'] }, true],
    [{ regions: ['FR'] }, false],
    [{ zipcodes: ['45000'] }, true],
    [{ zipcodes: ['45*'] }, true],
    [{ zipcodes: ['4500'] }, false],
    [{ zipcodes: ['*'] }, true],
    [{ zipcodes: ['45 000'] }, true],
    [{ cities: ['orleans'] }, true],
    [{ cities: [' ORLÉANS '] }, true],
    [{ cities: ['Orly'] }, false],
    [{ organizations: ['acme'] }, true],
    [{ organizations: ['other'] }, false],
    // Kinds are ANDed, values within a kind ORed, and any match of `exclude` excludes.
    [{ countries: ['FR'], codes: ['ST-0001'] }, false],
    [{ countries: ['FR'], zipcodes: ['45*'] }, true],
    [{ countries: ['FR'], exclude: { codes: ['ST-00012'] } }, false],
    [{ countries: ['FR'], exclude: { codes: ['X'], groups: [3] } }, false],
    [{ countries: ['FR'], exclude: { codes: ['X'], groups: [4] } }, true],
    [{ exclude: { codes: ['X'] } }, true],
    [{ exclude: { cities: ['Orleans'] } }, false],
    [{}, true],
  ])('%j: %s', (scope, inside) => {
    expect(matchesScope(scope, SHOP, 'acme')).toBe(inside);
  });

  test.each<Scope>([
    { codes: [''] },
    { countries: ['null'] },
    { regions: [''] },
    { zipcodes: ['*'] },
    { cities: [''] },
    { cities: ['   '] },
    { groups: [0] },
  ])('a shop of which Partoo holds nothing does not fit %j', (scope) => {
    expect(matchesScope(scope, BARE, 'acme')).toBe(false);
  });

  test('postcodes of other countries have letters and spaces', () => {
    expect(matchesScope({ zipcodes: ['eh1*'] }, { ...SHOP, zipcode: 'EH1 1RF' }, 'acme')).toBe(true);
    expect(matchesScope({ zipcodes: ['EH11RF'] }, { ...SHOP, zipcode: 'EH1 1RF' }, 'acme')).toBe(true);
  });
});

test.each<[scope: Scope, selects: boolean]>([
  [{}, false],
  [{ exclude: { codes: ['ST-00012'] } }, false],
  [{ codes: ['ST-00012'] }, true],
  [{ organizations: ['acme'] }, true],
])('%j selects something: %s', (scope, selects) => {
  expect(selectsSomething(scope)).toBe(selects);
});
