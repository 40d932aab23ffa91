/** What has to hold, worked out from what Partoo really holds. Nothing here is shared with the product. */
import type { Instant } from '../../../lib/clock.ts';
import type { Settings, WeekHours } from '../../../lib/closures/model.ts';
import type { Sandbox, SettingsWrite } from '../../../lib/sandbox/index.ts';
import { type DrawnEdit, MARK, MINUTE, type Scenario } from './scenario.ts';

/** What a person put into fields of a shop. */
type Edit = Pick<DrawnEdit, 'shop' | 'fields'>;

/** Within this of a closure's bound a shop may be on its way from one state to the other. */
const ON_ITS_WAY = 4 * MINUTE;

/**
 * Whatever Partoo made of our texts counts as ours, even where nothing of them can be recognized. What a person wrote is
 * there as well where Partoo did not carry our text out.
 * @param edits of the shop
 */
export function ourTexts(
  writes: readonly SettingsWrite[],
  seeded: Settings,
  mark: string,
  edits: readonly Pick<Edit, 'fields'>[],
): Set<string | null> {
  const theirs = new Set(edits.flatMap(({ fields }) => fields.offline_message ?? []));
  const texts = new Set<string | null>();
  let before = seeded.offline_message;
  for (const { body, settings } of writes) {
    const isOurs = (body as Settings).offline_message?.includes(mark) === true;
    // Unchanged: what Partoo did not carry out, or had carried out before.
    const is = settings.offline_message;
    if (isOurs && is !== before && !theirs.has(is ?? '')) texts.add(is);
    before = is;
  }
  return texts;
}

/**
 * Whether Partoo refused a write as malformed and named no field: then what it has emptied, or null, may be why, and is left
 * out of the same and of what comes later (design rules 7 and 13), though Partoo may have carried it out.
 */
export function leavesOutWhatIsEmpty({ requests, businesses }: Sandbox, shop: string): boolean {
  const { settingId } = businesses.find(({ business }) => business.code === shop)!;
  const path = `/messaging/settings/${settingId}`;
  return requests.some((one) => one.method === 'POST' && one.path === path && MALFORMED.has(one.status));
}

const MALFORMED: ReadonlySet<number> = new Set([400, 422]);

/** Partoo may keep a week that is empty as one that nobody has filled. */
export const isEmptied = ({ uses_business_hours, custom_chat_hours }: Settings): boolean =>
  !uses_business_hours && Object.values(custom_chat_hours ?? {}).flat().length === 0;

/** A shop for which a field says so is not what it should be at an instant; null: it is, or nobody can tell. */
export function wrongAt(
  scenario: Scenario,
  sandbox: Sandbox,
  shop: string,
  held: Settings,
  at: Instant,
): string | null {
  const closures = scenario.closures.filter(({ shops }) => shops.includes(shop));
  if (closures.some(({ start, end }) => [start, end].some((bound) => Math.abs(bound - at) < ON_ITS_WAY)))
    return null;
  const seeded = sandbox.businesses.find(({ business }) => business.code === shop)!.settings;
  const edits = scenario.edits.filter((edit) => edit.shop === shop && edit.at <= at);
  const edited = (field: keyof Settings) => edits.some(({ fields }) => field in fields);
  const isTextOurs = ourTexts(sandbox.writesOf(shop), seeded, MARK, edits).has(held.offline_message);
  const inForce = closures.filter(({ start, end }) => start <= at && at < end);
  if (inForce.length === 0) {
    if (!edited('is_launched') && held.is_launched !== seeded.is_launched) return 'is not launched as before';
    if (isTextOurs) return 'shows a text of ours';
    return !edited('custom_chat_hours') && isEmptied(held) && !isEmptied(seeded) ? 'has emptied hours' : null;
  }
  // Relaunched by hand: open until what had begun by then has ended. Then only texts and hours are looked at, at the end.
  if (edited('is_launched')) return null;
  if (held.is_launched) return 'is launched inside of its closure';
  const mayHaveHours = edited('custom_chat_hours') || leavesOutWhatIsEmpty(sandbox, shop);
  if (!mayHaveHours && !isEmptied(held)) return 'has chat hours inside of its closure';
  return edited('offline_message') || isTextOurs ? null : 'does not show our text inside of its closure';
}

/**
 * Fields that are in the end neither the baseline's, byte for byte, nor a person's. What Partoo itself made of such a
 * value that we had sent is excused: it was put back, and is not written again for being rewritten.
 */
export function notPutBack(sandbox: Sandbox, shop: string, edits: readonly Edit[]): string[] {
  const seeded = sandbox.businesses.find(({ business }) => business.code === shop)!.settings;
  const held = sandbox.settingsRow(shop);
  const last = sandbox.writesOf(shop).at(-1);
  const theirs = edits.filter((edit) => edit.shop === shop).map(({ fields }) => fields);
  return (Object.keys(seeded) as (keyof Settings)[]).filter((field) => {
    const right = [seeded, ...theirs.filter((fields) => field in fields)].map((fields) =>
      text(fields[field]),
    );
    if (right.includes(text(held[field]))) return false;
    if (seeded[field] === null && leavesOutWhatIsEmpty(sandbox, shop)) return false;
    if (field === 'custom_chat_hours' && isOfDays(held[field], seeded, theirs)) return false;
    const isAsStored = last !== undefined && text(last.settings[field]) === text(held[field]);
    return !(isAsStored && right.includes(text((last.body as Settings)[field])));
  });
}

/** Each weekday is the baseline's or a person's. */
function isOfDays(held: WeekHours | null, seeded: Settings, theirs: readonly Partial<Settings>[]): boolean {
  const weeks = [seeded, ...theirs].map((fields) => fields.custom_chat_hours ?? {});
  return Object.entries(held ?? { none: [] }).every(([day, windows]) =>
    weeks.some((week) => text(week[day as keyof WeekHours]) === text(windows)),
  );
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
