/** What was asked for lately without anybody's agreement, by who asked: kept as one note of an organization. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { KeepingDeps } from '../../reconcile/pass/deps.ts';
import { instant, jsonNote, type Note } from '../../store/notes.ts';

const WITHIN_MILLISECONDS = 24 * 3600_000;
/** Entries of one actor; the oldest are added up beyond, so that the note stays small. */
const MOST_ENTRIES = 1000;
const MOST_BUSINESSES = 1_000_000_000;

const asked = z.object({
  at: instant,
  /** Its id; null: several. */
  closure: z.string().nullable(),
  businesses: z.int().min(0).max(MOST_BUSINESSES),
});
/** One thing asked for, the last time that it was. */
export type AskedBefore = z.infer<typeof asked>;

const entries = z.array(asked).max(MOST_ENTRIES + 1);

function noteOf(actor: string): Note<AskedBefore[]> {
  const hash = createHash('sha256').update(actor).digest('hex').slice(0, 32);
  return jsonNote(`asked:${hash}`, entries);
}

/** What one actor has asked of an organization within 24 hours, oldest first. */
export interface AskedLately {
  entries: readonly AskedBefore[];
  /** Notes one more in place of what was noted of the same closure. False where somebody else has noted something since. */
  note(entry: AskedBefore): Promise<boolean>;
}

export async function askedLately(
  { store, clock }: KeepingDeps,
  organization: string,
  actor: string,
): Promise<AskedLately> {
  const form = noteOf(actor);
  const text = await store.readNote(organization, form.name);
  const now = clock.now();
  const known = text === null ? [] : (form.fromText(text) ?? []);
  const lately = known.filter(({ at }) => now - at < WITHIN_MILLISECONDS);
  return {
    entries: lately,
    note: (entry) => {
      const others = lately.filter(({ closure }) => closure !== entry.closure);
      const after = form.toText(addedUp([...others, entry]));
      return store.swapNote(organization, form.name, text, after, now + 2 * WITHIN_MILLISECONDS);
    },
  };
}

/** Counted until the youngest of them is a day old. */
function addedUp(all: AskedBefore[]): AskedBefore[] {
  if (all.length <= MOST_ENTRIES) return all;
  const old = all.slice(0, -MOST_ENTRIES);
  const businesses = old.reduce((sum, one) => sum + one.businesses, 0);
  return [{ at: old.at(-1)!.at, closure: null, businesses }, ...all.slice(-MOST_ENTRIES)];
}
