import { expect, test } from 'vitest';
import { starterYaml } from '../../lib/cli/init/starter.ts';
import type { Business } from '../../lib/closures/model.ts';
import { parseConfig } from '../../lib/config/index.ts';

const shop = (id: string, odd: Partial<Business>): Business => ({
  ...{ id, code: id, name: 'Maison', country: 'FR', region: null, zone: 'Europe/Paris', language: 'fr' },
  ...{ zipcode: null, city: null, groups: [], address: null, websiteUrl: null, phoneNumber: null },
  ...odd,
});

test.each<[what: string, odd: Partial<Business>]>([
  ['an empty language', { language: '' }],
  ['a language by its name', { language: 'French' }],
  ['a tag that is none', { language: 'fr-FR.UTF-8' }],
  ['a country of several lines', { country: 'FR\nrules: {}' }],
])('whatever Partoo holds of its shops, a file is written that can be read: %s', (_, odd) => {
  const businesses = [shop('a', odd), shop('b', odd), shop('c', {})];
  const survey = { businesses, withMessages: 3, launched: 3, onBusinessHours: 3 };
  const yaml = starterYaml({
    survey: { ...survey, groups: [], templates: [], missing: [], gaps: [] },
    answers: { organization: 'acme', holidayCountries: ['FR'], nights: null },
    hasBaseUrl: false,
    today: '2026-11-27',
  });
  const { config } = parseConfig(yaml, 'closures.yml');
  expect(config.organizations).toMatchObject([{ id: 'acme', language: 'fr' }]);
});
