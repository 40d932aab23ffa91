import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realClock } from '../../lib/clock.ts';
import { startSandbox } from '../../lib/sandbox/index.ts';
import { type Consumer, makeConsumer } from './packed.ts';
import { librarySnippets, type Snippet } from './snippets.ts';

let consumer: Consumer;
let snippets: Snippet[];

beforeAll(async () => {
  consumer = await makeConsumer();
  snippets = await librarySnippets();
  for (const [index, { code }] of snippets.entries()) {
    await writeFile(join(consumer.folder, `snippet-${index}.ts`), code);
  }
  await compileTelling();
}, 240_000);
afterAll(() => consumer?.end());

/** Says which page a snippet that does not compile stands on. */
async function compileTelling(): Promise<void> {
  await consumer.compile().catch((error: Error) => {
    const places = snippets.map(({ where }, index) => `snippet-${index}.ts is docs/${where}`);
    throw new Error([error.message, ...places].join('\n'));
  });
}

describe('the packed package, installed into a project of somebody else', () => {
  it('serves an ESM project in TypeScript: client and core', async () => {
    const sandbox = await startSandbox({ businesses: 3, clock: realClock });
    try {
      const printed = await consumer.run('out/main.js', [], { PARTOO_BASE_URL: sandbox.url });
      expect(JSON.parse(printed)).toMatchObject({
        codes: ['ST-00001', 'ST-00002', 'ST-00003'],
        requests: { reads: 1, writes: 0, retries: 0 },
        refusal: 'unauthorized',
        state: 'closed',
        winner: 'christmas',
        settings: {
          welcome_message: 'Bonjour',
          offline_message: expect.stringContaining('samedi 26 décembre'),
          uses_business_hours: false,
          custom_chat_hours: { friday: [] },
          is_launched: false,
        },
      });
    } finally {
      await sandbox.close();
    }
  });

  it('runs its command without a source file', async () => {
    const { version } = JSON.parse(await readFile(join(consumer.installed, 'package.json'), 'utf8'));
    const bin = join(consumer.installed, 'bin', 'partoo-closures.js');
    expect(await consumer.run(bin, ['--version'])).toBe(`${version}\n`);
    expect(JSON.parse(await consumer.run(bin, ['holidays', 'FR', '--year', '2026', '--json']))).toMatchObject(
      {
        holidays: expect.arrayContaining([expect.objectContaining({ date: '2026-12-25' })]),
      },
    );
    const demo = ['simulate', '--demo', '--from', '2026-12-25', '--to', '2026-12-26'];
    expect(await consumer.run(bin, demo)).toContain('Fri 25 Dec');
  });

  it('keeps the rules for packages', async () => {
    const { messages } = await publint({ pkgDir: consumer.installed, pack: false, strict: true });
    expect(messages).toEqual([]);
  });

  it('hides what it does not export', async () => {
    await writeFile(join(consumer.folder, 'inner.js'), "await import('partoo-closures/dist/clock.js');\n");
    await expect(consumer.run('inner.js')).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('prints what the documentation says that its snippets print', async () => {
    expect(snippets.filter(({ prints }) => prints !== null)).not.toEqual([]);
    for (const [index, { where, prints }] of snippets.entries()) {
      if (prints !== null) expect(await consumer.run(`out/snippet-${index}.js`), where).toBe(prints);
    }
  });
});
