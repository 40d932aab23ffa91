/** However long Partoo asks to be left alone: what it refused is sent again after five minutes (design rule 28). */
import type { Company, World } from '../model.ts';
import type { SeenRequest, Story } from '../play/record.ts';
import { ShopTruth } from '../truth/shop.ts';
import { MINUTE } from '../truth/zones.ts';

/** The longest that it is left alone, and a tick and a wave until it is asked. */
const ASKED_AGAIN = 12 * MINUTE;

export function checkSilence(world: World, story: Story): string[] {
  return world.companies.flatMap((company) => {
    const requests = story.requests.filter(({ organization }) => organization === company.id);
    return requests
      .filter(
        ({ at, method, status }) => method === 'POST' && status === 429 && isSilenced(world, company, at),
      )
      .filter((refused) => staysSilent(refused, requests) && !isDisturbed(world, story, company, refused.at))
      .map(({ at }) => `${company.id}: nothing is sent again after ${new Date(at).toISOString()}`);
  });
}

function isSilenced({ troubles }: World, { id }: Company, at: number): boolean {
  return troubles.some(
    (one) => one.what === 'silenced' && one.organization === id && one.from <= at && at < one.to,
  );
}

function staysSilent({ at }: SeenRequest, requests: readonly SeenRequest[]): boolean {
  return !requests.some((one) => one.at > at && one.at < at + ASKED_AGAIN);
}

/** Whether something else is wrong then, or what was to be written may be another by then. */
function isDisturbed(world: World, story: Story, company: Company, at: number): boolean {
  const until = at + ASKED_AGAIN;
  const others = world.troubles.filter(({ what }) => what !== 'silenced' && what !== 'doubled');
  const isUnwell = [...others, ...story.pauses].some((one) => one.from < until && one.to > at - ASKED_AGAIN);
  const changes = [
    ...story.taken.map(({ to }) => to),
    ...[...world.edits, ...story.killed].map((one) => one.at),
    ...company.shops.flatMap((shop) => new ShopTruth(world, story, company, shop).bounds()),
  ];
  return isUnwell || changes.some((change) => change > at && change < until);
}
