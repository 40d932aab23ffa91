/**
 * The console in a real browser: with and without script, in both languages, light and dark, by keyboard, held against
 * axe (WCAG 2.2 A and AA) and html-validate; and what hostile names, texts and reasons do in it: nothing.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBusiness } from '../../../lib/sandbox/index.ts';
import { chromiumPath, startChromium } from '../../../scripts/chromium.ts';
import { type HttpWorld, makeHttpWorld } from '../../support/world/http.ts';

const path = chromiumPath();
test('Chromium is there, or somebody is told that it is not', { skip: !process.env.CI }, () => {
  expect(path).not.toBeNull();
});

const EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>\'`{{7*7}}';
const RULES = `messages:
  evil: { default: ${JSON.stringify(EVIL.replace('{{7*7}}', ''))} }
rules:
  stock-taking: { name: ${JSON.stringify(EVIL)}, scope: { codes: [ST-00002] }, dates: [{ from: 2026-12-20, name: ${JSON.stringify(EVIL)} }] }
  christmas: { dates: [{ from: 2026-12-25, name: Noël }], effect: { offlineMessage: evil } }
  nowhere: { scope: { cities: [${JSON.stringify(EVIL)}] }, dates: [{ from: 2026-12-26 }] }`;

let world: HttpWorld;
let browser: Browser;
let paths: string[];
const dialogs: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  if (path === null) return;
  const evil = { name: EVIL, city: EVIL };
  world = await makeHttpWorld({
    businesses: Array.from({ length: 12 }, (_, index) =>
      makeBusiness(index + 1, 1, index === 0 ? { business: { ...evil, code: EVIL.slice(0, 40) } } : {}),
    ),
    rules: RULES,
  });
  const closed = await world.close({
    scope: { codes: ['ST-00003'] },
    reason: EVIL,
    text: EVIL.replace('{{7*7}}', ''),
    actor: `event:${EVIL}`,
  });
  await world.close({ scope: { codes: ['ST-00004'] }, hold: true, until: '2026-12-26T12:00', reason: EVIL });
  await world.run();
  const asked = { organization: 'acme', actor: `token:${EVIL.slice(0, 20)}` };
  await world.close({
    ...asked,
    all: true,
    from: '2027-01-02T00:00',
    until: '2027-03-02T00:00',
    reason: EVIL,
    text: 'Works',
  });
  paths = [
    ...[
      '/',
      '/shops',
      `/shops/acme/${world.sandbox.businesses[0]!.business.id}`,
      `/shops/acme/${world.idOf('ST-00002')}`,
    ],
    ...['/close?shop=acme/x', '/close?hold=1', `/closures/${closed}`, '/history', '/waiting', '/rules'],
    ...[
      '/calendar',
      '/calendar/2026-12',
      '/calendar/closure?organization=acme&rule=christmas&start=2026-12-25T00:00',
    ],
    '/nowhere',
  ];
  browser = await startChromium(path);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.end();
});

interface Visitor {
  language?: 'en' | 'fr';
  scheme?: 'light' | 'dark';
  width?: number;
  script?: boolean;
}

async function open({
  language = 'en',
  scheme = 'light',
  width = 1280,
  script = true,
}: Visitor = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ locale: language, colorScheme: scheme, viewport: { width, height: 800 }, javaScriptEnabled: script },
    timezoneId: 'America/New_York',
  });
  context.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4/.test(message.text())) complaints.push(message.text());
  });
  context.setDefaultTimeout(10_000);
  return context;
}

const visitors = new Map<string, Promise<Page>>();

/** Where a visitor of this look signed in. Stories share the page: a window costs more than most of what is done in it. */
function signedIn(look: Visitor = {}): Promise<Page> {
  const key = JSON.stringify(look);
  const page = visitors.get(key) ?? signIn(look);
  visitors.set(key, page);
  return page;
}

async function signIn(look: Visitor): Promise<Page> {
  const page = await (await open(look)).newPage();
  await page.goto(world.url);
  await page.getByLabel(/Token|Jeton/).fill(await world.token(['operate', 'approve']));
  await page.locator('main button').click();
  await page.waitForURL(`${world.url}/`);
  return page;
}

/** It is worked out anew for each text otherwise, which takes as long as validating it. */
class OneConfiguration extends StaticConfigLoader {
  #resolved: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;
  override getConfigFor(...asked: Parameters<StaticConfigLoader['getConfigFor']>) {
    this.#resolved ??= super.getConfigFor(...asked);
    return this.#resolved;
  }
}

/** What is sent to each page that is looked at: less than half of what `import` would give. */
const require = createRequire(import.meta.url);
const AXE = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(path === null)('in Chromium', () => {
  const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const findings = (page: Page): Promise<string[]> =>
    page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.slice(0, 3).map((one) => one.html).join(' ')))`,
    );
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  const validator = new HtmlValidate(
    new OneConfiguration({
      extends: ['html-validate:standard', 'html-validate:a11y'],
      rules: { 'no-trailing-whitespace': 'off', 'void-style': 'off', 'long-title': 'off' },
    }),
  );

  const LOOKS = [{}, { language: 'fr', scheme: 'dark', width: 320 }] as const;

  // Each page in both looks; axe, which takes a second, in one of them by turns.
  test.each(LOOKS)(
    'every page is accessible, valid, fits, and shows what is hostile as text: %o',
    async (look) => {
      const page = await signedIn(look);
      const found: Record<string, unknown[]> = {};
      let hostile = 0;
      for (const [index, one] of paths.entries()) {
        const answer = await page.goto(`${world.url}${one}`);
        const { results } = await validator.validateString(await answer!.text());
        const faults = results.flatMap(({ messages }) =>
          messages.map(({ ruleId, line }) => `${ruleId} ${line}`),
        );
        const wide = (await page.evaluate(overflow)) as number;
        if (wide > 0) faults.push(`${wide} px too wide`);
        const planted = (await page.evaluate(
          `document.querySelectorAll('img, main script').length`,
        )) as number;
        if (planted > 0) faults.push(`${planted} planted elements`);
        const text = (await page.locator('main').textContent()) ?? '';
        if (text.includes('<script>alert(2)</script>')) hostile += 1;
        if (index % LOOKS.length === LOOKS.indexOf(look)) {
          await page.evaluate(AXE);
          faults.push(...(await findings(page)));
        }
        if (faults.length > 0) found[one] = faults;
      }
      expect(found).toEqual({});
      expect(hostile).toBeGreaterThan(7);
      expect(dialogs).toEqual([]);
    },
    60_000,
  );

  test('the sign-in page has nothing to find either, and keeps its error', async () => {
    const context = await open();
    const page = await context.newPage();
    await page.goto(world.url);
    await page.getByLabel('Token').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await page.evaluate(AXE);
    expect(await findings(page)).toEqual([]);
    await context.close();
  });

  test('without script, shops are ticked, closed and opened again', async () => {
    const page = await signedIn({ script: false });
    await page.goto(`${world.url}/shops?q=ST-0000`);
    for (const code of ['ST-00005', 'ST-00006'])
      await page.getByRole('checkbox', { name: new RegExp(code) }).check();
    await page.getByRole('button', { name: 'Close…' }).click();
    await page.getByLabel('Until').first().fill('2026-12-21T09:00');
    await page.getByLabel('Reason').fill('Flood');
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page.getByText('2 shops of 12').waitFor();
    await page.getByRole('button', { name: 'Close 2 shops' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Ended').first().waitFor();
  });

  test('with script, the preview comes while one types', async () => {
    const page = await signedIn();
    await page.goto(`${world.url}/close`);
    await page.getByLabel('Shops', { exact: true }).pressSequentially('ST-00007');
    await page.getByRole('button', { name: 'Close 1 shop' }).waitFor();
    await page.getByLabel('Shops', { exact: true }).fill('ST-99999');
    await page.getByRole('alert').waitFor();
  });

  test('what is wrong with a form leads to its field, without script', async () => {
    const page = await signedIn({ script: false });
    await page.goto(`${world.url}/close`);
    await page.getByLabel('Shops', { exact: true }).fill('ST-99999');
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page.getByRole('link', { name: 'is not known' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('codes');
    expect(await page.getByLabel('Shops', { exact: true }).getAttribute('aria-invalid')).toBe('true');
  });

  test('the content is reached at once', async () => {
    const page = await signedIn();
    await page.goto(`${world.url}/close`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  const CONTROLS = 'a, button, input, select, textarea, summary';
  // Which of them has the focus, and what it is where nobody sees that: an outline, or what stands for it in a drawing.
  const focused = `(one => [
    [...document.querySelectorAll('${CONTROLS}')].indexOf(one),
    one === document.body || getComputedStyle(one).outlineStyle !== 'none' || one.querySelector('rect') !== null ? '' : one.outerHTML,
  ])(document.activeElement)`;

  test.each(['/close', '/shops', '/calendar/2026-12'])(
    'everything on %s is reached and left by keyboard, and seen',
    async (one) => {
      const page = await signedIn();
      await page.goto(`${world.url}${one}`);
      const all = (await page.evaluate(
        `[...document.querySelectorAll('${CONTROLS}')].filter((one) => one.checkVisibility() && one.type !== 'hidden').length`,
      )) as number;
      const reached = new Set<number>();
      const unseen = new Set<string>();
      for (let press = 0; press < all + 12; press += 1) {
        await page.keyboard.press('Tab');
        const [index, hidden] = (await page.evaluate(focused)) as [number, string];
        reached.add(index);
        unseen.add(hidden);
      }
      reached.delete(-1);
      expect([...unseen]).toEqual(['']);
      expect(reached.size).toBe(all);
    },
  );

  test('Now follows by itself', async () => {
    const page = await signedIn();
    // From here on the page's time stands: nothing comes after.
    await page.clock.install();
    await page.goto(world.url);
    const closed = await world.close({ scope: { codes: ['ST-00008'] }, reason: 'Burst pipe' });
    await world.run();
    await world.clock.sleepUntil(world.clock.now() + 60_000);
    await page.clock.runFor(3_500);
    await page.getByRole('link', { name: 'Burst pipe' }).waitFor();
    // Nothing is said while the sentence stays as it was.
    expect(await page.locator('#said').textContent()).toBe('');
    await world.close({ scope: { codes: ['ST-00009'] }, reason: 'Strike' });
    await world.clock.sleepUntil(world.clock.now() + 200_000);
    await page.clock.runFor(3_500);
    await page.locator('#said').getByText('needs a look').waitFor({ state: 'attached' });
    await world.run();
    expect(closed).toMatch(/^close-/);
  });

  test('nothing broke the policy, and no script failed', () => {
    expect(complaints).toEqual([]);
    expect(world.errors).toEqual([]);
  });
});
