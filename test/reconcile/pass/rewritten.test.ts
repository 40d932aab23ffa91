import { afterEach, describe, expect, test } from 'vitest';
import { status } from '../../../lib/operations/index.ts';
import type { ScriptedFault } from '../../../lib/sandbox/index.ts';
import { AFTER, outcomes, parisShops, runAt, writesDone } from '../../support/reconcile.ts';
import { makeWorld, type World } from '../../support/world.ts';

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
  world = await makeWorld({
    businesses: parisShops(2, OWN),
    rules: RULES,
    textTreatment: 'exact',
  });
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

const table = rewritings.flatMap(([what, texts]) =>
  answers.flatMap((answer) =>
    ofItsOwn.has(what) && answer !== 'stored' ? [] : [[what, answer, texts] as const],
  ),
);

describe('a text that comes back otherwise', () => {
  test.each(table)(
    '%s, with the answer %s: it is ours, told once, and goes',
    async (_what, answer, texts) => {
      await worldWith(oddly(texts, answer, { closing: true }));
      const before = world.listing();
      const told: string[] = [];
      for (const time of ['00:01', '00:05', '00:30', '02:00', '09:00', '23:30']) {
        const report = await runAt(world, `2026-12-25T${time}:00+01:00`);
        expect(report.converged, time).toBe(true);
        told.push(...(report.organizations[0]?.warnings ?? []).map(({ code }) => code));
      }
      expect(world.settingsOf(SHOP)).not.toMatchObject({ offline_message: SENT });
      expect(told.filter((code) => code === 'rewritten')).toHaveLength(told.length);
      expect(told.length % 2).toBe(0);
      expect(told.length).toBeGreaterThan(0);

      const report = await runAt(world, AFTER);
      expect(outcomes(report)).toEqual(['ST-00001 reopen applied', 'ST-00002 reopen applied']);
      expect(report.organizations[0]?.warnings).toEqual([]);
      expect(world.listing()).toBe(before);
      expect(writesDone(world)).toBe(4);
    },
  );

  test.each(table)('%s, with the answer %s, also when it goes back', async (_what, answer, texts) => {
    await worldWith(oddly(texts, answer));
    await runAt(world, '2026-12-25T00:01:00+01:00');
    await runAt(world, '2026-12-25T02:00:00+01:00');
    for (const iso of [AFTER, '2026-12-26T12:30:00+01:00', '2026-12-26T14:00:00+01:00'])
      expect((await runAt(world, iso)).converged).toBe(true);
    expect(writesDone(world)).toBe(4);
    expect(world.sandbox.writesOf(world.idOf(SHOP)).at(-1)?.body).toMatchObject(OWN);
    const { businesses } = await status(world.deps, null);
    expect(businesses).toMatchObject([
      { state: 'open', kept: [] },
      { state: 'open', kept: [] },
    ]);
  });
});
