import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { matchesScope } from '../../lib/closures/scope.ts';
import { parseConfig } from '../../lib/config/index.ts';
import { resolvePlace } from '../../lib/places/index.ts';
import { simulateCommand } from '../../lib/simulation/index.ts';
import { businessesFor } from '../../lib/simulation/population.ts';
import { closuresYml } from '../support/world/situation.ts';
import { recorder } from './support.ts';

const SCHOOL = `rules:
  school:
    scope: { countries: [FR] }
    holidays: { types: [school] }
`;

/** What corrects the places, and what else the rules name. */
const CONFIGURATIONS = {
  'by city': ['corrections: [{ scope: { cities: [München] }, region: DE-BY }]', ''],
  'by a city that a rule names first': [
    'corrections: [{ scope: { cities: [Barcelona] }, region: ES-CT }]',
    '  inventory: { scope: { cities: [Barcelona] }, dates: [{ from: 2026-12-21 }] }\n',
  ],
  'by postcode': [
    'corrections: [{ scope: { zipcodes: ["67*"] }, region: FR-67 }]',
    '  germany: { scope: { countries: [DE] }, dates: [{ from: 2026-12-21 }] }\n',
  ],
  'by code': ['businesses: { M-1: { region: DE-BY } }', ''],
} as const;

describe.each(Object.entries(CONFIGURATIONS))('shops for corrections %s', (_, [correction, rules]) => {
  const text = closuresYml('http://127.0.0.1', `${SCHOOL}${rules}`, `    ${correction}\n`);
  const { config } = parseConfig(text, 'closures.yml');

  test('lie where the corrections place them', () => {
    const organization = config.organizations[0]!;
    const placed = businessesFor(config, 'acme', 1).map(({ business }) => {
      const { region } = resolvePlace(business, organization, (scope, known) =>
        matchesScope(scope, { ...business, region: known.region }, 'acme'),
      );
      return { country: business.country, region };
    });
    expect(placed.filter(({ country, region }) => region && region.slice(0, 2) !== country)).toEqual([]);
    const corrected = /[A-Z]{2}-\w+(?=[ }])/.exec(correction)?.[0];
    expect(placed.map(({ region }) => region)).toContain(corrected);
  });
});

test('a correction by city does not keep a simulation from being played', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partoo-closures-population-'));
  try {
    const [correction] = CONFIGURATIONS['by city'];
    const file = join(folder, 'closures.yml');
    await writeFile(file, closuresYml('http://127.0.0.1', SCHOOL, `    ${correction}\n`));
    const span = { from: '2026-12-20', to: '2026-12-21' } as const;
    const options = { config: file, ...span, demo: false, now: 0, out: recorder() };
    expect(await simulateCommand(options)).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
