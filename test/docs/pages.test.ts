import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Business } from '../../lib/closures/model.ts';
import { checkConfig } from '../../lib/operations/index.ts';
import { codeIn, ROOT, readPage, readPages, tableRows } from './support.ts';
import { load } from './yaml.ts';

const pages = await readPages();

/** Where the shops of the snippets are. */
const SHOPS = 'FR- FR-67 FR-75 FR-974 ES-CT ES-MD BE-BRU DE-BY'.split(' ').map((place, index): Business => {
  const [country = null, part] = place.split('-');
  const elsewhere = { zone: 'Europe/Paris', language: 'fr', zipcode: null, city: null, groups: [] };
  const contact = { address: null, websiteUrl: null, phoneNumber: null };
  const code = `ST-0000${index}`;
  return { id: code, code, name: code, country, region: part ? place : null, ...elsewhere, ...contact };
});
const WINTER = Date.parse('2026-12-01T12:00:00Z');

describe('every piece of YAML', () => {
  const snippets = pages.flatMap(({ path, snippets: all }) =>
    all.filter(({ language }) => language === 'yaml').map((one) => ({ name: `${path}:${one.line}`, ...one })),
  );
  test('is found', () => expect(snippets.length).toBeGreaterThan(10));

  test.each(snippets)('$name is right', async ({ name, text }) => {
    const { errors } = await checkConfig(load(text, name), WINTER, new Map([['acme', SHOPS]]));
    expect(errors.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([]);
  });
});

describe.each(pages)('$path', ({ path, text, snippets }) => {
  test('links lead to files and headings that are there', async () => {
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target ?? '')) continue;
      const [file, anchor] = (target as string).split('#');
      const linked = file ? normalize(join(dirname(path), file)) : path;
      const content = await readFile(join(ROOT, linked), 'utf8');
      if (anchor) expect(anchorsOf(content), `${path} → ${target}`).toContain(anchor);
    }
  });

  test('files that are named are there', async () => {
    for (const name of codeIn(text).filter(isPath))
      await expect(exists(name), `${path} names ${name}`).resolves.toBe(true);
  });

  test('scripts and programs that are named are there', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const code = [...codeIn(text), ...snippets.filter(isShell).map((one) => one.text)].join('\n');
    for (const [, name = ''] of code.matchAll(/\bnpm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(name);
    for (const [, program = ''] of code.matchAll(/\bnpx ([\w-]+)/g))
      if (program !== 'partoo-closures')
        await expect(exists(`node_modules/.bin/${program}`), program).resolves.toBe(true);
    for (const [, file = ''] of code.matchAll(/\bnode (\w+\/[\w/-]+\.[jt]s)/g))
      await expect(exists(file), file).resolves.toBe(true);
  });

  test('nothing of a machine, and no key, stands in it', () => {
    expect(text).not.toMatch(/\/(home|root|work|tmp|Users)\//);
    expect(text).not.toMatch(/PARTOO_API_KEY=(?!…)/);
  });
});

describe('decisions', async () => {
  const files = (await readdir(join(ROOT, 'docs/decisions'))).filter((file) => /^\d{4}-/.test(file)).sort();

  test('are numbered as their files are, each number once, and listed under their titles', async () => {
    const rows = tableRows((await readPage('docs/decisions/README.md')).text);
    const listed = rows.map(([link, title]) => [/\(([^)]+)\)/.exec(link ?? '')?.[1], title]);
    const titles = await Promise.all(
      files.map(async (file) => {
        const { text } = await readPage(`docs/decisions/${file}`);
        expect(text).toMatch(new RegExp(`^# ${Number(file.slice(0, 4))}\\. `));
        return [file, /^# \d+\. (.+)$/m.exec(text)?.[1]];
      }),
    );
    expect(listed).toEqual(titles);
    expect(new Set(files.map((file) => file.slice(0, 4))).size).toBe(files.length);
  });

  test.each(files)('%s has a context, a choice, and what was refused', async (file) => {
    const { text } = await readPage(`docs/decisions/${file}`);
    for (const part of ['Context.', 'Choice.', 'Refused.']) expect(text).toContain(`**${part}**`);
  });

  test('every dependency has the line in which it earns its place', async () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      await readFile(join(ROOT, 'package.json'), 'utf8'),
    );
    const { text } = await readPage('docs/decisions/0002-dependencies.md');
    const [runTime = '', development = ''] = text.split('\nDevelopment:\n');
    const named = (part: string) =>
      tableRows(part)
        .flatMap(([packages]) => codeIn(packages ?? ''))
        .sort();
    expect(named(runTime)).toEqual(
      [...Object.keys(dependencies), ...Object.keys(optionalDependencies)].sort(),
    );
    expect(named(development)).toEqual(Object.keys(devDependencies).sort());
  });
});

const RULES = Array.from({ length: 30 }, (_, index) => index + 1);

test('each rule is kept somewhere and tested somewhere', async () => {
  const { text } = await readPage('docs/architecture.md');
  const rows = tableRows(text).filter(([number]) => /^\d+$/.test(number ?? ''));
  expect(rows.map(([number]) => Number(number))).toEqual(RULES);
  for (const [number, , code = '', tests = ''] of rows) {
    const named = [...codeIn(code), ...codeIn(tests)];
    expect(codeIn(code).length * codeIn(tests).length, `rule ${number}`).toBeGreaterThan(0);
    for (const name of codeIn(tests)) expect(name).toMatch(/^test\//);
    for (const name of named) await expect(exists(name), `rule ${number}: ${name}`).resolves.toBe(true);
  }
});

const isShell = ({ language }: { language: string }) => language === 'sh';

function isPath(code: string): boolean {
  return /^(lib|test|scripts|docs|examples|bin|bench|functions|serverless|\.ci)\/[\w./-]*$/.test(code);
}

function exists(path: string): Promise<boolean> {
  return access(join(ROOT, path)).then(
    () => true,
    () => false,
  );
}

/** As GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}
