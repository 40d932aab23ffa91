/** What changes in a shop's listing is read within a day, and at once where Partoo tells it (design, "The parts": refresh). */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, SpecialEdit, World } from '../model.ts';
import { toldOf } from '../play/deeds.ts';
import type { Story } from '../play/record.ts';
import { savedReads } from '../truth/special-hours.ts';
import { DAY, HOUR, MINUTE } from '../truth/zones.ts';
import { Excuses, spacingOf } from './excuses.ts';

/** A tick, a pass that may be at work, and the requests of a refresh. */
const READ = 6 * MINUTE;
const REQUESTS = 40;
/** Lambda tries what failed twice more, a minute later and two. */
const TRIES = 3;
const BETWEEN_TRIES = 3 * MINUTE;

export function checkHeard(world: World, story: Story): string[] {
  return (world.specialEdits ?? []).flatMap((edit, index) => {
    const company = world.companies.find(({ shops }) => shops.some(({ code }) => code === edit.code))!;
    const shop = company.shops.find(({ code }) => code === edit.code)!;
    const by = dueBy(world, story, company, edit, index);
    const isRead = savedReads(story, company, shop).some(({ at, read }) => read >= edit.at && at <= by);
    if (isRead || by >= world.to) return [];
    return [`nobody has read by ${iso(by)} what ${edit.code} has for special hours since ${iso(edit.at)}`];
  });
}

/** By when it is known at the latest. */
function dueBy(
  world: World,
  story: Story,
  company: Company,
  { at, isTold }: SpecialEdit,
  index: number,
): Instant {
  const told = isTold ? story.taken.find(({ what }) => what === toldOf(index))?.to : undefined;
  const heard =
    told === undefined || isMissed(world, company, told) ? nightAfter(world, story, company, at) : told;
  return new Excuses(world, story, company).after(heard, READ + REQUESTS * spacingOf(company));
}

/** When shops are listed next, and all of them named. */
function nightAfter(world: World, story: Story, company: Company, at: Instant): Instant {
  const first = world.from + 2.3 * HOUR;
  const night = first + Math.ceil((at - first) / DAY) * DAY;
  const isLost = isMissed(world, company, night) || hasFailed(world, story, company, night);
  return isLost ? nightAfter(world, story, company, night + 1) : night;
}

/** Whether the refresh of a night was killed as often as it is tried: it comes again the next night (operations.md). */
function hasFailed(world: World, { killed }: Story, { id }: Company, night: Instant): boolean {
  const until = night + TRIES * world.functionMilliseconds + BETWEEN_TRIES;
  const tries = killed.filter(
    ({ organization, what, at }) => organization === id && what === 'refresh' && night <= at && at <= until,
  );
  return tries.length >= TRIES;
}

/** Whether a list would say nothing of a shop of the company, or is another release's to read, whose functions run instead. */
function isMissed({ troubles }: World, { id }: Company, at: Instant): boolean {
  return troubles.some(
    ({ what, organization, from, to }) =>
      (what === 'newer' || (what === 'forgotten' && organization === id)) && from <= at && at < to,
  );
}

const iso = (at: Instant) => new Date(at).toISOString();
