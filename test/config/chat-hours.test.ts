import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WEEKDAYS } from '../../lib/closures/model.ts';
import { splitAtMidnight } from '../../lib/reading/week-grid.ts';

describe('windows split at midnight', () => {
  test('cover the same minutes, but for the one that Partoo cannot write', () => {
    const time = fc.integer({ min: 0, max: 1439 });
    const window = fc.tuple(time, time).filter(([from, to]) => from !== to);
    fc.assert(
      fc.property(fc.constantFrom(...WEEKDAYS), fc.array(window, { maxLength: 4 }), (day, windows) => {
        const hours = splitAtMidnight({ [day]: windows.map(([from, to]) => `${clock(from)}-${clock(to)}`) });
        const wanted = minutesOf(day, windows);
        const got = WEEKDAYS.flatMap((name) => [...minutesOf(name, hours[name].map(span))]);
        expect(got.toSorted()).toEqual([...wanted].filter((minute) => !minute.endsWith(' 1439')).toSorted());
        expect(Object.keys(hours)).toEqual(WEEKDAYS);
      }),
    );
  });

  function minutesOf(day: (typeof WEEKDAYS)[number], windows: [number, number][]): Set<string> {
    const next = WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7];
    const minutes = new Set<string>();
    for (const [from, to] of windows)
      for (let minute = from; minute !== to; minute = (minute + 1) % 1440)
        minutes.add(`${minute >= from ? day : next} ${minute}`);
    return minutes;
  }

  function clock(minute: number): string {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  }

  function span(window: string): [number, number] {
    const [from, to] = window.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
    return [from!, to!];
  }
});
