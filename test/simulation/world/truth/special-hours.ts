/** Special hours of a shop, as they were known: when a list that named them had been saved. Nothing here is shared with the product. */
import type { Instant } from '../../../../lib/clock.ts';
import type { Company, Shop, SpecificHours, World } from '../model.ts';
import type { Story } from '../play/record.ts';

export interface KnownHours {
  from: Instant;
  /** Infinity: until the end. */
  to: Instant;
  hours: SpecificHours | null;
}

export function specialHoursOf(shop: Shop, world: World, story: Story, company: Company): KnownHours[] {
  const edits = (world.specialEdits ?? []).filter(({ code }) => code === shop.code);
  const never = Number.POSITIVE_INFINITY;
  if (edits.length === 0) return [{ from: world.from, to: never, hours: shop.specificHours }];
  const known: KnownHours[] = [];
  for (const { at, read } of savedReads(story, company, shop)) {
    const edit = edits.findLast((one) => one.at <= read);
    const hours = edit ? edit.hours : shop.specificHours;
    const last = known.at(-1);
    if (last?.hours === hours) continue;
    if (last) last.to = at;
    known.push({ from: last ? at : world.from, to: never, hours });
  }
  return known.filter(({ from, to }) => from < to);
}

/** From when on somebody went by a list, and when that was read. */
export function savedReads(
  { lists, directories, saved, mistakes }: Story,
  { id }: Company,
  { code }: Shop,
): { at: Instant; read: Instant }[] {
  // What is listed for an apply that nobody agrees to is saved by nobody.
  const asked = mistakes.filter((one) => one.organization === id && one.what === 'allAtOnce');
  const inVain = asked.map((one) =>
    lists.find(({ organization, at }) => organization === id && at >= one.at),
  );
  const reads = lists.filter(
    (one) => one.organization === id && one.codes.includes(code) && !inVain.includes(one),
  );
  return directories
    .filter(({ organization }) => organization === id)
    .flatMap((directory) => {
      const read = reads.findLast(({ at }) => at <= directory.at);
      const at = saved.find((one) => one.organization === id && one.at >= directory.at)?.at;
      return read && at !== undefined ? [{ at, read: read.at }] : [];
    });
}
