/** A store that an earlier release wrote, taken over by this one: nothing but what was due anyway is written (design rule 30). */
import { join } from 'node:path';
import { evenly } from '../../../lib/simulation/stage.ts';
import { temporaryFolder } from '../../support/world/temporary-folder.ts';
import { momentOf, placeSqlite, RELEASES } from '../../upgrade/support/fixtures.ts';
import { upgrade } from '../../upgrade/support/upgraded.ts';
import { drawing } from '../odd/kinds.ts';

/** A seed draws the release, and in which order its organizations have their first pass. */
export async function playUpgrade(seed: number): Promise<string[]> {
  const draw = drawing(evenly(seed));
  const { release } = draw.of(RELEASES);
  const moment = momentOf(release, 'sqlite');
  await using folder = await temporaryFolder();
  const world = await upgrade(moment, await placeSqlite(release, join(folder.path, 'state.db')));
  try {
    const left = Object.keys(moment.organizations);
    const faults: string[] = [];
    while (left.length > 0) {
      const [id] = left.splice(draw.upTo(left.length), 1) as [string];
      await world.run(id);
      const due = moment.organizations[id]!.nextWrites;
      const written = new Set(world.written(id).filter((code) => !due.includes(code)));
      for (const code of written) faults.push(`upgrade: ${code} of ${id} is written to, and nothing was due`);
    }
    return faults;
  } finally {
    await world.end();
  }
}
