import { afterEach, describe, expect, test } from 'vitest';
import type { Settings } from '../../../lib/closures/model.ts';
import type { SentWrite, WithInPlace } from '../../../lib/closures/record.ts';
import { status } from '../../../lib/operations/index.ts';
import type { ScriptedFault } from '../../../lib/sandbox/index.ts';
import { AFTER, outcomes, parisShops, resultsOf, runAt, writesDone } from '../../support/world/passes.ts';
import { makeWorld, type World } from '../../support/world/world.ts';

let world: World;
afterEach(() => world.end());

const SHOP = 'ST-00001';
const OWN = { welcome_message: "Bonjour, c'est ouvert & gai", offline_message: "L'été,\n c'est fermé" };
/** 25 December, with a text that every rewriting below makes something else of. */
const RULES = `messages:
  odd: { fr: "Fermé le jour de Noël,  jusqu'à demain ; à bientôt & merci." }
rules:
  christmas:
    dates: [{ from: 2026-12-25, name: Noël }]
    message: odd
`;
const SENT = "Fermé le jour de Noël,  jusqu'à demain ; à bientôt & merci.";

type Texts = NonNullable<NonNullable<ScriptedFault['write']>['texts']>;
type Answer = 'stored' | 'sent' | 'before' | 'none' | 'undecodable' | 'half';

function isTold(answer: Answer): answer is 'stored' | 'sent' | 'before' {
  return answer === 'stored' || answer === 'sent' || answer === 'before';
}

function oddly(texts: Texts, answer: Answer, match: ScriptedFault['match'] = {}): ScriptedFault {
  return {
    match: { method: 'POST', ...match },
    write: { texts, ...(isTold(answer) ? { tells: answer } : {}) },
    ...(isTold(answer) ? {} : { answer: { body: answer, ...(answer === 'none' ? { status: 204 } : {}) } }),
  };
}

async function worldWith(...script: ScriptedFault[]): Promise<World> {
  return worldOf(2, script);
}

async function worldOf(shops: number, script: ScriptedFault[]): Promise<World> {
  world = await makeWorld({ businesses: parisShops(shops, OWN), rules: RULES, textTreatment: 'exact' });
  world.sandbox.setFaults({ script });
  return world;
}

const rewritings: [what: string, texts: Texts][] = [
  ['escaped', ['entities']],
  ['escaped in part', ['commas']],
  ['cut', [{ cut: 12 }]],
  ['folded', ['foldedSpace']],
  ['decomposed, then cut', ['nfd', { cut: 5 }]],
  ['escaped, then cut', ['entities', { cut: 24 }]],
  ['normalized in a way of its own', ['typographic']],
  ['shouted', ['shouted']],
];
const answers: Answer[] = ['stored', 'sent', 'before', 'none', 'undecodable', 'half'];
/** What only the answer can tell to be ours. */
const ofItsOwn = new Set(['normalized in a way of its own', 'shouted']);

/** A shop for each rewriting: its code, what is done to its texts, and a name for both. */
const rowsOf = (answer: Answer) =>
  rewritings
    .filter(([what]) => answer === 'stored' || !ofItsOwn.has(what))
    .map(([what, texts], index) => ({ what, texts, code: `ST-0000${index + 1}` }));

describe.each(answers)('a text that comes back otherwise, with the answer %s', (answer) => {
  const rows = rowsOf(answer);
  const scripted = (match: ScriptedFault['match']) =>
    rows.map(({ code, texts }) => oddly(texts, answer, { ...match, business: [code] }));

  test('is ours however it was rewritten, told once, and goes', async () => {
    await worldOf(rows.length, scripted({ closing: true }));
    const before = world.listing();
    const told: string[] = [];
    for (const time of ['00:01', '00:05', '00:30', '02:00', '09:00', '23:30']) {
      const report = await runAt(world, `2026-12-25T${time}:00+01:00`);
      expect(report.converged, time).toBe(true);
      for (const { code, message } of report.organizations[0]?.warnings ?? [])
        told.push(`${code}: ${message}`);
    }
    expect(new Set(told).size).toBe(told.length);
    for (const { code, what } of rows) {
      expect.soft(world.settingsOf(code), what).not.toMatchObject({ offline_message: SENT });
      const ofIt = told.filter((line) => line.includes(code));
      expect.soft(ofIt.length, what).toBeGreaterThan(0);
      expect
        .soft(
          ofIt.filter((line) => !line.startsWith('rewritten: ')),
          what,
        )
        .toEqual([]);
    }

    const report = await runAt(world, AFTER);
    expect(outcomes(report)).toEqual(rows.map(({ code }) => `${code} reopen applied`));
    expect(report.organizations[0]?.warnings).toEqual([]);
    expect(world.listing()).toBe(before);
    for (const { code, what } of rows) expect(world.sandbox.writesOf(code), what).toHaveLength(2);
  });

  test('is ours also when it goes back', async () => {
    await worldOf(rows.length, scripted({}));
    await runAt(world, '2026-12-25T00:01:00+01:00');
    await runAt(world, '2026-12-25T02:00:00+01:00');
    for (const iso of [AFTER, '2026-12-26T12:30:00+01:00', '2026-12-26T14:00:00+01:00'])
      expect((await runAt(world, iso)).converged).toBe(true);
    const { businesses } = await status(world.deps, null);
    for (const { code, what } of rows) {
      const writes = world.sandbox.writesOf(code);
      expect(writes, what).toHaveLength(2);
      expect(writes.at(-1)?.body, what).toMatchObject(OWN);
      expect(
        businesses.find((one) => one.code === code),
        what,
      ).toMatchObject({ state: 'open', kept: [] });
    }
  });
});

describe('and people change things meanwhile', () => {
  const edits: [what: string, edit: Partial<Settings>, kept: string[]][] = [
    ['another text', { offline_message: 'Travaux' }, ['offline_message']],
    // Ours had been read back as it is kept: a beginning of it is somebody's who shortened it.
    ['a beginning of ours', { offline_message: 'Fermé' }, ['offline_message']],
    ['a field that no effect covers', { welcome_message: 'Salut' }, []],
  ];
  test.each(
    edits.flatMap(([what, edit, kept]) =>
      (['stored', 'sent', 'none'] as const).map((answer) => [what, answer, edit, kept] as const),
    ),
  )('%s, answers being %s', async (_what, answer, edit, kept) => {
    await worldWith(oddly(['entities'], answer, { closing: true }));
    const before = world.settingsOf(SHOP);
    await runAt(world, '2026-12-25T00:01:00+01:00');
    await world.until('2026-12-25T09:00:00+01:00');
    world.sandbox.person.edit(SHOP, edit);
    await runAt(world, '2026-12-25T10:00:00+01:00');
    const report = await runAt(world, AFTER);
    expect(report.converged).toBe(true);
    expect(resultsOf(report).find(({ code }) => code === SHOP)?.kept ?? []).toEqual(kept);
    expect(world.settingsOf(SHOP)).toEqual({ ...before, ...edit });
  });

  test('with `enforce` theirs is taken back, and ours is not written for being rewritten', async () => {
    await worldWith(oddly(['entities'], 'stored', { closing: true }));
    const before = world.listing();
    await world.apply(RULES.replace('    message: odd', '    message: odd\n    onManualChange: enforce'));
    await runAt(world, '2026-12-25T00:01:00+01:00');
    const ours = world.settingsOf(SHOP).offline_message;
    await runAt(world, '2026-12-25T02:00:00+01:00');
    world.sandbox.person.edit(SHOP, { offline_message: 'Travaux' });
    await runAt(world, '2026-12-25T09:00:00+01:00');
    expect(world.settingsOf(SHOP).offline_message).toBe(ours);
    await runAt(world, AFTER);
    expect(world.listing()).toBe(before);
    expect(writesDone(world)).toBe(5);
  });
});

test('night after night the same bytes go back, and are told of once', async () => {
  world = await makeWorld({
    businesses: parisShops(1, OWN),
    textTreatment: 'exact',
    rules: `messages:
  odd: { fr: "${SENT}" }
rules:
  nights:
    cron: { close: "0 20 * * *", open: "0 8 * * *" }
    effect: { offlineMessage: odd }
`,
  });
  world.sandbox.setFaults({ script: [oddly(['entities'], 'sent')] });
  const told: string[] = [];
  for (const day of ['20', '21', '22', '23'])
    for (const hour of ['07:59', '08:30', '20:30', '23:30']) {
      const report = await runAt(world, `2026-12-${day}T${hour}:00+01:00`);
      told.push(...(report.organizations[0]?.warnings ?? []).map(({ code }) => code));
      if (hour === '08:30' && day !== '20')
        expect(world.sandbox.writesOf(world.idOf(SHOP)).at(-1)?.body, day).toMatchObject(OWN);
    }
  expect(writesDone(world)).toBe(7);
  // Both texts once as they stand with the closure in force, and once as they go back.
  expect(told).toHaveLength(4);
});

test('a text that changes in the middle, seen to be cut or not, is written once for each change', async () => {
  await worldWith(oddly([{ cut: 20 }], 'sent', { closing: true }));
  const before = world.listing();
  await runAt(world, '2026-12-25T00:01:00+01:00');
  await runAt(world, '2026-12-25T02:00:00+01:00');
  for (const text of ['à demain ; à bientôt & merci.', 'à lundi ; à bientôt & merci.']) {
    await world.apply(RULES.replace("jusqu'à demain ; à bientôt & merci.", text), 10);
    const written = writesDone(world);
    for (const milliseconds of [60_000, 30 * 60_000, 90 * 60_000]) {
      await world.clock.sleep(milliseconds);
      expect((await world.run()).converged).toBe(true);
    }
    expect(writesDone(world) - written).toBe(2);
  }
  await runAt(world, AFTER);
  expect(world.listing()).toBe(before);
});

test.each(['stored', 'none'] as const)(
  'a restart in the middle of it all, answers being %s',
  async (answer) => {
    await worldWith(oddly(['entities'], answer, { closing: true }));
    const before = world.listing();
    for (const time of ['25T00:01', '25T00:30', '25T12:00', '26T12:00', '26T13:00']) {
      await runAt(world, `2026-12-${time}:00+01:00`);
      await world.restart();
    }
    expect(world.listing()).toBe(before);
    expect(writesDone(world)).toBe(4);
  },
);

test('what 0.1.0 took for a person’s is seen to be ours', async () => {
  await worldWith(oddly([{ cut: 12 }], 'stored', { closing: true }));
  const before = world.listing();
  await runAt(world, '2026-12-25T00:01:00+01:00');
  const lease = await world.store.takeLease('acme', world.clock.now(), 1000);
  const stored = await world.store.readBusinesses('acme', [world.idOf(SHOP)]);
  for (const { mark, record: written } of stored.values()) {
    const { rewritten: _, ...record } = written as WithInPlace;
    const { keptAs: __, agreed: ___, ...last } = record.last as SentWrite;
    const theirs = world.settingsOf(SHOP).offline_message;
    const kept = [{ field: 'offline_message' as const, baseline: OWN.offline_message, theirs, at: 0 }];
    const inPlace = { ...record.inPlace, taken: ['offline_message' as const] };
    await world.store.saveBusinesses(lease as NonNullable<typeof lease>, [
      { mark: { ...mark, asWritten: null }, record: { ...record, inPlace, last, kept } },
    ]);
  }
  await world.store.releaseLease(lease as NonNullable<typeof lease>);
  const written = writesDone(world);
  await runAt(world, '2026-12-25T09:00:00+01:00');
  expect(writesDone(world)).toBe(written);
  expect((await status(world.deps, null)).businesses[0]).toMatchObject({ state: 'closed', kept: [] });
  await runAt(world, AFTER);
  expect(world.listing()).toBe(before);
});
