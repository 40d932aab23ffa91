/** What was closed ahead of its instant stays closed until then (design rule 17): a lead that becomes shorter opens nobody. */
import type { Instant } from '../../../../lib/clock.ts';
import type { World } from '../model.ts';
import type { Story, Version } from '../play/record.ts';
import { ShopTruth } from '../truth/shop.ts';
import { isClosed, type Wanted } from '../truth/wanted.ts';
import { Excuses } from './excuses.ts';

/** They change the pace, and nothing that is known of a shop. */
const SLOWS = ['others', 'throttled'];

export function checkClosedAhead(world: World, story: Story): string[] {
  const troubles = world.troubles.filter(({ what }) => !SLOWS.includes(what));
  return world.companies.flatMap((company) => {
    const excuses = new Excuses({ ...world, troubles }, story, company);
    return company.shops.flatMap(({ code }, index) => {
      const truth = new ShopTruth(world, story, company, company.shops[index]!);
      return openedAgain(truth, excuses).map(
        ({ opened, at }) => `${code}: ${iso(opened)} opens what was closed ahead of ${iso(at)}`,
      );
    });
  });
}

const iso = (at: Instant) => new Date(at).toISOString();

interface Opened {
  opened: Instant;
  at: Instant;
}

function openedAgain(truth: ShopTruth, excuses: Excuses): Opened[] {
  const bounds = truth.bounds();
  const { versions } = truth;
  return versions.flatMap((closed, index) => {
    const [before, opened] = [versions[index - 1], versions[index + 1]];
    if (!before || !opened || !isClosing(before, closed) || !isClosing(opened, closed)) return [];
    const at = bounds.find((bound) => bound > closed.at);
    // What people did, or somebody let go of, is theirs.
    const isTouched =
      truth.releases.some((one) => one.at <= opened.at) ||
      versions.slice(1, index + 2).some(({ by }) => by === 'person');
    if (
      at === undefined ||
      at <= opened.at ||
      isTouched ||
      excuses.left(closed.at, opened.at) < opened.at - closed.at
    )
      return [];
    return isLedUpTo(truth, closed.at, at) ? [{ opened: opened.at, at }] : [];
  });
}

/** Whether the first takes off, or empties, what the other does not. */
function isClosing({ settings: open }: Version, { settings: closed }: Version): boolean {
  const isEmpty = ({ uses_business_hours, custom_chat_hours }: typeof open) =>
    !uses_business_hours &&
    Object.values(custom_chat_hours ?? { none: ['-'] }).every((day) => day.length === 0);
  return (open.is_launched && !closed.is_launched) || (!isEmpty(open) && isEmpty(closed));
}

/** Whether it is open until an instant at which it is closed by a switch, so soon that this may be done ahead. */
function isLedUpTo(truth: ShopTruth, since: Instant, at: Instant): boolean {
  const [now, then]: Wanted[] = [truth.wanted(since), truth.wanted(at)];
  if (isClosed(now!) || !isClosed(then!)) return false;
  const winner = then!.winners.launched ?? then!.winners.hours;
  return winner !== null && !winner.staged && at - since <= winner.maxLead;
}
