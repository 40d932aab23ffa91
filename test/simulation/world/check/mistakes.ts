/** What closes everybody at once, selects nobody, or holds a key in plain text, is refused (design rules 22 and 23). */
import type { Mistake, World } from '../model.ts';
import { placeOf } from '../places.ts';
import type { Story } from '../play/record.ts';
import { closuresOf } from '../truth/closures.ts';
import { MINUTE } from '../truth/zones.ts';

/** More need to be allowed by number. */
const FREE = 10;

export function checkMistakes(world: World, story: Story): string[] {
  return story.mistakes
    .filter((one) => !one.isRefused && (one.what !== 'allAtOnce' || openThen(world, story, one) > FREE))
    .map(({ what, at }) => `${what} is not refused at ${new Date(at).toISOString()}`);
}

/** How many shops would certainly be closed: of which nothing is in force, nor will be soon. */
function openThen(world: World, story: Story, { organization, at }: Mistake): number {
  const company = world.companies.find(({ id }) => id === organization)!;
  return company.shops.filter((shop) => {
    if (placeOf(shop.place).zone === null) return false;
    return closuresOf(world, story, company, shop).every(
      ({ start, end, staged }) => !staged && (end < at - 10 * MINUTE || start > at + 10 * MINUTE),
    );
  }).length;
}
