/** Stories that break systems of this kind, each as a world of its own, held against all that is checked of any world. */
import { expect, test } from 'vitest';
import { check } from './world/check/check.ts';
import type { World } from './world/model.ts';
import { play } from './world/play/play.ts';
import type { Story } from './world/play/record.ts';
import { DAY, HOUR, WEEK } from './world/truth/zones.ts';

/** Friday in Paris, two hours ahead of UTC until the clocks go back on Sunday. */
const FROM = Date.parse('2026-10-23T00:00Z');
const OPEN = Object.fromEntries(WEEK.map((day) => [day, ['09:00-18:00']])) as Record<
  (typeof WEEK)[number],
  string[]
>;
const at = (hours: number) => FROM + hours * HOUR;

const shop = (number: number, isLaunched = true) => ({
  code: `S-${number}`,
  place: 'paris',
  settings: {
    welcome_message: 'Bonjour !',
    offline_message: `Absents, ${number}.`,
    ...{ uses_business_hours: false, custom_chat_hours: OPEN, is_launched: isLaunched },
  },
  ...{ openHours: null, specificHours: null },
});

const SATURDAY = {
  ...{ key: 'r', codes: null, effect: { offline: 'm-r' } },
  calendar: { kind: 'dates' as const, entries: [{ from: '2026-10-24' }] },
};

function world(differences: Partial<World>): World {
  return {
    ...{ seed: 1, from: FROM, calmFrom: FROM + 3 * DAY, clearedAt: FROM + 3.5 * DAY, to: FROM + 4 * DAY },
    companies: [
      { id: 'acme', requestsPerMinute: 60, budgetShare: 0.8, shops: [1, 2, 3, 4].map((n) => shop(n)) },
    ],
    rules: [SATURDAY],
    deploys: [{ at: FROM, rules: ['r'] }],
    ...{ asks: [], edits: [], troubles: [], crashes: [], feeds: [] },
    ...{ launchDelayMilliseconds: 0, functionMilliseconds: 300_000 },
    ...differences,
  };
}

async function told(one: World): Promise<Story> {
  const story = await play(one);
  expect(check(one, story)).toEqual([]);
  return story;
}

/** Whether a shop is on the air at an instant. */
function isLaunched(story: Story, code: string, when: number): boolean {
  return story.versions.get(code)!.findLast((version) => version.at <= when)!.settings.is_launched;
}

const trouble = (what: World['troubles'][number]['what'], from: number, to: number) => ({
  ...{ what, from: at(from), to: at(to), organization: 'acme' },
});

test('story 1: closed again before Partoo shows that it was open, by a process that crashed between, the original stays', async () => {
  const ask = { organization: 'acme', codes: ['S-1'], door: 'command' as const, urgent: true, hold: false };
  const story = await told(
    world({
      asks: [
        { ...ask, id: 'ask-0', at: at(8), until: null, endedAt: at(10) },
        { ...ask, id: 'ask-1', at: at(10) + 40_000, until: null, endedAt: at(12) },
      ],
      troubles: [trouble('stale', 9.9, 10.3)],
      crashes: [{ at: at(10) + 30_000, organization: 'acme', afterCalls: 14, isBeforeCall: false }],
      launchDelayMilliseconds: 120_000,
    }),
  );
  expect(story.killed).toHaveLength(1);
});

test('story 2: what a person switched on in a closure stays on, and the next closure counts again', async () => {
  const entries = [{ from: '2026-10-24' }, { from: '2026-10-25T12:00', to: '2026-10-25T18:00' }];
  const story = await told(
    world({
      rules: [{ ...SATURDAY, calendar: { kind: 'dates', entries } }],
      edits: [{ at: at(32), code: 'S-2', fields: { is_launched: true } }],
    }),
  );
  expect([30, 34, 40, 50, 60, 70].map((hour) => isLaunched(story, 'S-2', at(hour)))).toEqual([
    ...[false, true, true, true, false, true],
  ]);
});

test('story 3: what had been off before is off after', async () => {
  const shops = [shop(1), shop(2, false)];
  const story = await told(
    world({ companies: [{ id: 'acme', requestsPerMinute: 60, budgetShare: 0.8, shops }] }),
  );
  expect(isLaunched(story, 'S-1', at(80))).toBe(true);
  expect(story.versions.get('S-2')!.some(({ settings }) => settings.is_launched)).toBe(false);
});

test('story 22: an edited schedule fires as edited, and a restart fires nothing again over a change by hand', async () => {
  const edited = {
    ...{ key: 'q', codes: null, effect: { offline: 'm-q' } },
    calendar: { kind: 'dates' as const, entries: [{ from: '2026-10-25T10:00', to: '2026-10-25T16:00' }] },
  };
  const story = await told(
    world({
      rules: [SATURDAY, edited],
      deploys: [
        { at: FROM, rules: ['r'] },
        { at: at(20), rules: ['q'] },
      ],
      edits: [{ at: at(58), code: 'S-1', fields: { is_launched: true } }],
      crashes: [57, 59, 60].map((hour) => ({
        ...{ at: at(hour), organization: 'acme', afterCalls: 6, isBeforeCall: true },
      })),
    }),
  );
  expect([30, 57, 60].map((hour) => isLaunched(story, 'S-1', at(hour)))).toEqual([true, false, true]);
  expect([30, 57, 60].map((hour) => isLaunched(story, 'S-2', at(hour)))).toEqual([true, false, false]);
});

test('story 23: functions whose time is up, throttling and a store that fails leave nobody behind', async () => {
  const shops = Array.from({ length: 12 }, (_, index) => shop(index + 1));
  const story = await told(
    world({
      companies: [{ id: 'acme', requestsPerMinute: 20, budgetShare: 0.5, shops }],
      troubles: [trouble('throttled', 21.9, 22.1), trouble('store', 45.9, 46.1)],
      functionMilliseconds: 60_000,
    }),
  );
  expect(shops.map(({ code }) => isLaunched(story, code, at(30)))).toEqual(shops.map(() => false));
});

test('story 25: where Partoo is down while a closure begins, it is told that nobody is closed', async () => {
  const story = await told(world({ troubles: [trouble('down', 21.5, 22.5)] }));
  const late = story.events.filter(({ type }) => type === 'Closure Late');
  expect(late.map(({ detail }) => [detail.closure, detail.businesses])).toEqual([['r', 4]]);
  expect(late[0]!.at).toBeLessThan(at(22.1));
});

test.each(['lostAnswers', 'lateErrors', 'cutBodies', 'html', 'slow', 'serverErrors', 'resets'] as const)(
  'story 28: Partoo answers late, not at all or in no language after it has done the write (%s)',
  async (what) => {
    const story = await told(world({ troubles: [trouble(what, 21.9, 22.3), trouble(what, 45.9, 46.3)] }));
    expect(isLaunched(story, 'S-1', at(30))).toBe(false);
  },
);

test('who goes on by a clock that is behind, while another takes its lease, uses up what it has reserved and no more', async () => {
  const ends = at(46);
  const steps = [{ from: ends + 12_000, to: ends + HOUR, milliseconds: -480_000, share: 0.5 }];
  const shops = Array.from({ length: 16 }, (_, index) => shop(index + 1));
  const story = await told(
    world({
      // Of this seed the pass at the reopening makes the step, and the next one does not.
      seed: 5,
      companies: [{ id: 'acme', requestsPerMinute: 30, budgetShare: 0.5, shops }],
      clockSteps: steps,
    }),
  );
  const wave = story.leases.filter((one) => one.at >= ends);
  const taken = wave.findIndex(({ kind, token }) => kind === 'take' && token !== wave[0]!.token);
  expect(wave.slice(taken).some(({ token }) => token === wave[0]!.token)).toBe(true);
});
