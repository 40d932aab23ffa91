import { expect, test } from 'vitest';
import { realClock } from '../../lib/clock.ts';
import { listClosures, status } from '../../lib/operations/index.ts';
import { openDemoShop } from '../../lib/simulation/demo-shop.ts';

test('the shops of the demonstration stand at a moment of their Christmas, with incidents to look at', async () => {
  const shop = await openDemoShop(realClock, 1);
  try {
    expect(new Date(shop.deps.clock.now()).toISOString()).toMatch(/^2026-12-23T09:4/);
    expect((await status(shop.deps, null)).businesses).toHaveLength(36);
    const closures = await listClosures(shop.deps, { organization: null, ended: false });
    expect(closures.map(({ reason, businesses }) => [reason, businesses])).toEqual([
      ['Flooded cellar', 3],
      ['Christmas market', 1],
    ]);
  } finally {
    await shop.close();
  }
}, 60_000);
