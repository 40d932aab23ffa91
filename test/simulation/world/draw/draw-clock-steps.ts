import type { Ask, ClockStep } from '../model.ts';
import { HOUR, MINUTE } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

/** Clocks jump where something is due, around full hours, or as somebody asks for something; also in the midst of a wave. */
export function drawClockSteps(seed: number, span: Span, asks: readonly Ask[]): ClockStep[] {
  const draw = stream(seed, 'clock steps');
  if (seed < SINCE.clockSteps || !draw.chance(0.15)) return [];
  return Array.from({ length: draw.of([1, 1, 2]) }, () => {
    const full = span.from + (2 + draw.upTo(span.hours - 6)) * HOUR;
    const busy = draw.chance(0.5) && asks.length > 0 ? draw.of(asks).at : full;
    const jump = busy - draw.of([-0.2, -0.2, 0.5, 2]) * MINUTE;
    const length = draw.of([1, 6, 25, 70]) * MINUTE;
    const from = draw.chance(0.5) ? jump - length : jump;
    return {
      ...{ from, to: from + length },
      milliseconds: draw.of([-8, -2, -0.7, 0.7, 2, 8]) * MINUTE,
      share: draw.of([0.5, 1, 1]),
    };
  }).sort((a, b) => a.from - b.from);
}
