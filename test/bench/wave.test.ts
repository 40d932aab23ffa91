import { beforeAll, describe, expect, it } from 'vitest';
import { chart } from '../../bench/support/chart.ts';
import { markdown } from '../../bench/support/section.ts';
import { measureWave, type Wave, waveSection } from '../../bench/wave.ts';

const BUSINESSES = 420;

/** What docs/performance.md says of 10,000 businesses, held for a few hundred with every test run. */
describe('a closing wave at the documented limit', () => {
  let ours: Wave;
  let plain: Wave;
  beforeAll(async () => {
    [ours, plain] = (await measureWave(BUSINESSES, '10m')) as [Wave, Wave];
  }, 120_000);

  it('writes once to each business, reads little more than it has to, and is never refused', () => {
    expect(ours).toMatchObject({ writes: BUSINESSES, refused: 0 });
    expect(ours.reads).toBeLessThanOrEqual(BUSINESSES * 0.03 + 20);
  });

  it('closes everybody by the closing instant, and nobody sooner than the quota asks for', () => {
    expect(ours.lateMinutes).toBe(0);
    expect(ours.closedAfter.at(-1)).toBeGreaterThan(-5000);
  });

  it('takes no more than a hundredth longer than the quota allows for its requests', () => {
    expect(ours.milliseconds / ours.requestFloorMilliseconds).toBeLessThan(1.01);
  });

  it('is what the plain way is not', () => {
    expect(plain.refused).toBeGreaterThan(0);
    expect(plain.lateMinutes).toBeGreaterThan(100);
  });

  it('is told as a table and drawn as a chart', () => {
    expect(markdown(waveSection([ours, plain]))).toContain(
      `| partoo-closures | ${BUSINESSES} | ${BUSINESSES} |`,
    );
    const drawing = chart('Two ways', [
      { name: 'ours', colour: 'green', closedAfter: ours.closedAfter },
      { name: 'plain', colour: 'red', closedAfter: plain.closedAfter },
    ]);
    expect(drawing.match(/<polyline/g)).toHaveLength(2);
    expect(drawing).not.toContain('NaN');
  });
});
