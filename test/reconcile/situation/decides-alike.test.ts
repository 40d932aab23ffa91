import { describe, expect, test } from 'vitest';
import { decidesAlike } from '../../../lib/reconcile/situation/decides-alike.ts';
import type { Remembered } from '../../../lib/reconcile/situation/remembered.ts';
import { business, directory } from '../../support/world/samples.ts';

const NOW = Date.parse('2026-12-20T02:20:00Z');
const day = (start: string, end: string, name = 'Noël') => ({ start, end, names: { fr: name } });
const CHRISTMAS = day('2026-12-25', '2026-12-26');

function known(occurrences = [CHRISTMAS], overrides: Partial<Remembered['directory']> = {}): Remembered {
  return {
    directory: directory([business('b1'), business('b2')], overrides),
    calendars: {
      window: { from: '2026-10-19', to: '2028-01-24' },
      occurrences: { holidays: { 'FR|': occurrences } },
      configHash: 'h',
    },
  };
}

describe('a refresh changes nothing for the coming passes where', () => {
  test.each<[string, Remembered]>([
    ['all is as it was, read later', known([CHRISTMAS], { readAt: NOW, missing: { b2: 1 } })],
    [
      'the window has moved',
      {
        ...known(),
        calendars: { ...known().calendars, window: { from: '2026-10-20', to: '2028-01-25' } },
      },
    ],
    ['a day far behind has left it', known([CHRISTMAS])],
    [
      'a day has come into it that begins, and is announced, only after the next weekly pass',
      known([CHRISTMAS, day('2027-04-25', '2027-04-26')]),
    ],
  ])('%s', (_name, after) => {
    const before = known([day('2026-10-19', '2026-10-20'), CHRISTMAS]);
    expect(decidesAlike(before, after, NOW)).toBe(true);
  });
});

describe('a pass has to come where', () => {
  test.each<[string, Parameters<typeof decidesAlike>[0], Remembered]>([
    ['nothing was known', { directory: null, calendars: null }, known()],
    ['the calendars were never expanded', { ...known(), calendars: null }, known()],
    [
      'they were those of another configuration',
      { ...known(), calendars: { ...known().calendars, configHash: 'other' } },
      known(),
    ],
    ['a closure has moved', known(), known([day('2026-12-25', '2026-12-27')])],
    ['a closure within the month is new', known(), known([CHRISTMAS, day('2027-01-10', '2027-01-11')])],
    [
      'one is new that may be announced by then',
      known(),
      known([CHRISTMAS, day('2027-03-01', '2027-03-02')]),
    ],
    ['a closure that lasts is gone', known([day('2026-12-01', '2026-12-31'), CHRISTMAS]), known()],
    ['a closure was renamed', known(), known([day('2026-12-25', '2026-12-26', 'Christmas')])],
    [
      'a shop is new',
      known(),
      { ...known(), directory: directory([business('b1'), business('b2'), business('b3')]) },
    ],
    [
      'a shop has moved',
      known(),
      { ...known(), directory: directory([business('b1'), business('b2', { zone: 'Asia/Tokyo' })]) },
    ],
    ['a template says something else', known(), known([CHRISTMAS], { templates: { Holiday: 'Closed.' } })],
    [
      'a rule has a place more',
      known(),
      {
        ...known(),
        calendars: { ...known().calendars, occurrences: { holidays: { 'FR|': [CHRISTMAS], 'ES|': [] } } },
      },
    ],
  ])('%s', (_name, before, after) => {
    expect(decidesAlike(before, after, NOW)).toBe(false);
  });
});
