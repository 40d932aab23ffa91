import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainsOf, linksOf } from '../../../lib/closures/chains.ts';
import { addDays, instantOf } from '../../../lib/closures/civil-time.ts';
import type { Effect } from '../../../lib/closures/model.ts';
import { isClosedThroughout, openTimes } from '../../../lib/closures/opening/opening.ts';
import { timelineOf } from '../../../lib/closures/timeline.ts';
import { OPEN, set, source } from '../support.ts';
import { daily } from './support.ts';

const PARIS = 'Europe/Paris';
const bound = (hour: number) => `${addDays('2026-12-20', Math.floor(hour / 24))}T${two(hour % 24)}:00`;
const two = (hour: number) => String(hour).padStart(2, '0');

type Closure = { from: number; hours: number; effect: Effect };
const timeline = (closures: readonly Closure[]) =>
  timelineOf(
    closures.flatMap(({ from, hours, effect }, index) =>
      chainsOf(
        source({ key: `rule-${index}`, effect, priority: index }),
        linksOf([{ start: bound(from), end: bound(from + hours), names: {} }], PARIS),
      ),
    ),
  );
const day = (closures: readonly Closure[]) =>
  isClosedThroughout(
    timeline(closures),
    PARIS,
    instantOf(bound(24), PARIS, 'start'),
    instantOf(bound(48), PARIS, 'end'),
  );

// biome-ignore format: a case a line
test.each<[what: string, closures: Closure[], expected: boolean]>([
  ['no closure', [], false],
  ['the whole day', [{ from: 24, hours: 24, effect: set({ reachable: false }) }], true],
  ['an hour less at its end', [{ from: 24, hours: 23, effect: set({ reachable: false }) }], false],
  ['an hour less at its beginning', [{ from: 25, hours: 23, effect: set({ reachable: false }) }], false],
  ['two that meet', [{ from: 20, hours: 10, effect: set({ reachable: false }) }, { from: 30, hours: 30, effect: set({ chatHours: 'closed' }) }], true],
  ['an opening over an hour of it', [{ from: 0, hours: 90, effect: set({ reachable: false }) }, { from: 30, hours: 1, effect: OPEN }], false],
  ['windows instead', [{ from: 24, hours: 24, effect: set({ reachable: 'keep', chatHours: { monday: ['09:00-10:00'] } }) }], false],
])('closed all of a day: %s', (_what, closures, expected) => {
  expect(day(closures)).toBe(expected);
});

test('nobody who is closed throughout is open at any time of it, whatever hours it has', () => {
  const effect = fc.constantFrom<Effect[]>(
    ...[set({ reachable: false }), set({ chatHours: 'closed' }), OPEN, set({ chatHours: 'business' })],
    ...[set({ chatHours: { monday: ['08:00-12:00'] } }), { kind: 'leave' } as const],
  );
  const closure = fc.record({ from: fc.nat(60), hours: fc.integer({ min: 1, max: 48 }), effect });
  const hours = fc.constantFrom(
    ...[null, { week: daily('00:00-23:59') }, { week: daily('22:00-03:00') }, { week: daily('10:00-11:00') }],
  );
  fc.assert(
    fc.property(fc.array(closure, { maxLength: 5 }), hours, (closures, own) => {
      const [at, end] = [instantOf(bound(24), PARIS, 'start'), instantOf(bound(48), PARIS, 'end')];
      const all = timeline(closures);
      const isClosed = isClosedThroughout(all, PARIS, at, end);
      const times = openTimes(
        { timeline: all, zone: PARIS, hours: { own, business: own }, at, chainEnd: end },
        end,
      );
      // Without hours it is open wherever closures leave it.
      if (
        own === null &&
        !closures.some(({ effect: one }) => one.kind === 'set' && typeof one.chatHours === 'object')
      )
        expect(isClosed).toBe(times.length === 0);
      else if (isClosed) expect(times).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
