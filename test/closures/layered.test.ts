import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announcedAt, withAnnouncements } from '../../lib/closures/announcements.ts';
import type { Chain } from '../../lib/closures/chains.ts';
import type { Effect, Hours } from '../../lib/closures/model.ts';
import { openingFrom, promisedOpening } from '../../lib/closures/opening/opening.ts';
import {
  inForceAt,
  lastBoundary,
  layered,
  nextBoundary,
  recursIn,
  timelineOf,
} from '../../lib/closures/timeline.ts';
import { chain, OPEN, set } from './support.ts';

const HOUR = 3600_000;
const BEGIN = Date.parse('2026-12-20T23:00:00Z');
const ZONE = 'Europe/Paris';
const HOURS: Hours = {
  week: { monday: ['09:00-19:00'], wednesday: ['20:00-02:00'], friday: ['00:00-23:59'] },
};

const effects = fc.constantFrom<Effect>(
  { kind: 'leave' },
  OPEN,
  set({ open: true, chatHours: { tuesday: ['22:00-03:00'], thursday: ['10:00-12:00'] } }),
  set({ reachable: false, offlineMessage: { text: 'x' }, chatHours: 'closed' }),
  set({ reachable: 'keep', offlineMessage: { text: 'x' }, chatHours: 'keep' }),
);
const chains = fc.array(
  fc
    .record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      from: fc.integer({ min: 0, max: 20 }),
      hours: fc.integer({ min: 1, max: 60 }),
      priority: fc.constantFrom(10, 30, 45, 60),
      effect: effects,
      recurs: fc.boolean(),
      announces: fc.boolean(),
    })
    .map(({ key, from, hours, priority, effect, recurs, announces }): Chain => {
      const announce = { before: { milliseconds: 30 * HOUR }, offlineMessage: { text: 'soon' } };
      const start = BEGIN + from * 12 * HOUR;
      return chain(
        { key, priority, effect, recurs, ...(announces ? { announce } : {}) },
        start,
        start + hours * HOUR,
      );
    }),
  { maxLength: 6 },
);

test('days of single businesses over what many share say the same as all of them together', () => {
  fc.assert(
    fc.property(chains, chains, fc.integer({ min: -10, max: 300 }), (common, own, hour) => {
      const at = BEGIN + hour * HOUR;
      const under = timelineOf(common);
      const two = withAnnouncements(layered(under, timelineOf(own, recursIn(common))), ZONE);
      const one = withAnnouncements(timelineOf([...common, ...own], recursIn(common)), ZONE);
      const named = (found: readonly Chain[]) =>
        found.map(({ source, start }) => `${source.key} ${start}`).toSorted();
      expect(two.boundaries).toEqual(one.boundaries);
      expect(named(two.chains)).toEqual(named(one.chains));
      expect(named(inForceAt(two, at))).toEqual(named(inForceAt(one, at)));
      expect(named(announcedAt(two, at))).toEqual(named(announcedAt(one, at)));
      expect([nextBoundary(two, at), lastBoundary(two, at)]).toEqual([
        nextBoundary(one, at),
        lastBoundary(one, at),
      ]);
      const question = { zone: ZONE, hours: { own: HOURS, business: HOURS }, at, chainEnd: at + 5 * HOUR };
      expect(openingFrom({ ...question, timeline: two })).toBe(openingFrom({ ...question, timeline: one }));
      expect(promisedOpening({ ...question, timeline: two })).toBe(
        promisedOpening({ ...question, timeline: one }),
      );
    }),
    { numRuns: 400 },
  );
});
