import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { OWN_VARIABLES } from '../../lib/config/environment.ts';
import { CLOSURES_SCHEMA } from '../../lib/config/json-schema.ts';
import type { JsonSchema } from '../../lib/reading/json-schema.ts';
import { demoBusinesses } from '../../lib/simulation/population.ts';
import { tellNextSteps } from '../../lib/simulation/tell.ts';
import { blockOf, commandsTable, scenePictures } from '../../scripts/readme-output.ts';
import { pictureOf } from '../../scripts/start-picture.ts';
import { recorder } from '../simulation/support.ts';
import { codeIn, readPage, tableRows } from './support.ts';
import { load } from './yaml.ts';

const readme = await readPage('README.md');

test('the two commands come first', () => {
  expect(readme.snippets[0]?.text).toMatch(/^npm ci && npm start .*\nnpm ci && npm test .*\n$/);
});

test('the table of commands is that of --help; else run `npx node scripts/readme-output.ts commands`', async () => {
  expect(blockOf(readme.text, 'commands')).toBe(await commandsTable());
});

describe('what npm start shows', () => {
  const shown = blockOf(readme.text, 'start');

  test('is drawn from the very text; else run `npx node scripts/readme-output.ts`', async () => {
    const output = shown.replace(/^```text\n/, '').replace(/\n```$/, '');
    expect(await readFile(new URL('../../docs/npm-start.svg', import.meta.url), 'utf8')).toBe(
      pictureOf(output),
    );
  });
  const shops = demoBusinesses(1);
  const numbers = (pattern: RegExp) => (pattern.exec(shown) ?? []).slice(1).map(Number);

  test('are these shops, in these countries', () => {
    const countries = new Set(shops.map(({ business }) => business.country));
    expect(shown).toContain(`\n${shops.length} shops in ${countries.size} countries, `);
  });

  test.each(['Lyon', 'Strasbourg', 'Antwerpen'])('something happens to the shop of %s', (city) => {
    const code = shops.find((one) => one.business.city === city && one.settings.is_launched)?.business.code;
    expect(shown).toContain(`${city} (${code})`);
  });

  test('ends well: a line a day, all on time, all restored, never over the quota', () => {
    expect(shown.match(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d (Dec|Jan) /gm)).toHaveLength(16);
    const [planned, onTime] = numbers(/Closings +(\d+) planned, (\d+) on time/);
    expect(planned).toBeGreaterThan(0);
    expect(onTime).toBe(planned);
    const [all, writes, reads] = numbers(/Requests +(\d+) \((\d+) writes, (\d+) reads\)/);
    expect(all).toBe((writes ?? 0) + (reads ?? 0));
    expect(shown).toContain('429: 0');
    expect(shown).toContain(`${shops.length} of ${shops.length} shops, byte for byte`);
    expect(shown).not.toContain('✗');
  });

  test('and says what to type next', () => {
    const out = recorder();
    tellNextSteps(out);
    for (const line of out.lines) expect(shown).toContain(line.trim());
  });
});

test('plan, status and explain are shown as they are; else run `npx node scripts/readme-output.ts pictures`', async () => {
  const pictures = await scenePictures();
  for (const [file, picture] of Object.entries(pictures)) {
    expect(await readFile(new URL(`../../docs/${file}`, import.meta.url), 'utf8')).toBe(picture);
    expect(readme.text).toContain(`](docs/${file})`);
  }
}, 60_000);

test('every variable of the environment is told, with its default', () => {
  const rows = tableRows(readme.text).filter(([name]) => name?.includes('PARTOO_'));
  const told = Object.fromEntries(
    rows.map(([name, value]) => [codeIn(name ?? '')[0], codeIn(value ?? '')[0]]),
  );
  expect(told).toMatchObject(OWN_VARIABLES);
  for (const [name, value] of Object.entries(told))
    if (!(name in OWN_VARIABLES)) expect(value, `${name} is only referred to`).toBeUndefined();
});

test('default priorities are those of the schema', async () => {
  const { config } = load(
    `rules:
  dates: { dates: [{ every: 12-25 }] }
  holidays: { holidays: {} }
  sheet: { sheet: inventory.csv }
  ical: { ical: https://example.com/closures.ics }
  listing: { specificHours: true }
  cron: { cron: { close: "0 20 * * *", open: "0 8 * * *" } }
  weekly: { weekly: { monday: ["09:00-18:00"] } }
`,
    'closures.yml',
  );
  const priorities = Object.fromEntries(config.rules.map(({ key, priority }) => [key, priority]));
  const rules = { dates: 60, sheet: 60, ical: 50, holidays: 40, listing: 30, cron: 10, weekly: 10 };
  expect(priorities).toEqual(rules);
  expect(config.rules.find(({ key }) => key === 'listing')?.openingPriority).toBe(45);
  expect(readme.text).toContain(
    'dates and `sheet` 60, `ical` 50, openings of `specificHours` 45, holidays 40, their closings 30, cron and weekly 10',
  );
  const precedence = await readPage('docs/precedence.md');
  expect(precedence.text).toContain(
    '`dates` and `sheet` 60, `ical` 50, openings of `specificHours` 45, `holidays` 40, closings of `specificHours` 30, `cron` and `weekly` 10',
  );
});

test('every calendar and every key of a rule is named in brief', () => {
  const { properties: parts } = CLOSURES_SCHEMA as JsonSchema;
  const { rules } = parts as { rules: { additionalProperties: { properties: object } } };
  const told = codeIn(/^A \*\*rule\*\* ([\s\S]*?)\n\n/m.exec(readme.text)?.[1] ?? '');
  expect(told).toEqual(expect.arrayContaining(Object.keys(rules.additionalProperties.properties)));
});

test('every exit code is told', () => {
  const codes = tableRows(readme.text).flatMap(([code]) => (/^\d$/.test(code ?? '') ? [Number(code)] : []));
  expect(codes).toEqual([0, 1, 2, 3, 4]);
});
