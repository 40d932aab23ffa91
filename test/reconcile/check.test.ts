import { expect, test } from 'vitest';
import { parseConfig } from '../../lib/config/index.ts';
import { checkConfig } from '../../lib/reconcile/index.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');

test('an unknown region is an error wherever it is named, with its place and what would be right', async () => {
  const loaded = parseConfig(
    `version: 1
organizations:
  acme:
    apiKey: env:KEY
    businesses: { ST-1: { region: ES-XX } }
    corrections:
      - { scope: { zipcodes: ["67*"] }, region: FR-99 }
rules:
  alsace:
    scope: { regions: [FR-67, FR-6E], exclude: { regions: [FR-974, ES-ZZ] } }
    holidays: { country: FR, region: FR-98 }
`,
    'closures.yml',
  );
  const { errors } = await checkConfig(loaded, NOW);
  expect(errors.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '5: ES-XX is no region of ES',
    '7: FR-99 is no region of FR',
    '10: FR-6E is no region of FR',
    '10: ES-ZZ is no region of ES',
    '11: FR-98 is no region of FR',
  ]);
  for (const { remedy } of errors) expect(remedy).toContain('did you mean');
});
