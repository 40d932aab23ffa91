import type { Instant } from '../clock.ts';
import { closureInWords } from '../closures/cause.ts';
import { isoInZone } from '../closures/civil-time.ts';
import { type BusinessRecord, isUnsettled, newRecord, overlayKeyInPlace } from '../closures/record.ts';
import { templateName, titleIn } from '../closures/templates/names.ts';
import type { Deps } from '../reconcile/pass/deps.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { SwappedTemplates, wordingOf } from '../reconcile/situation/swapped-templates.ts';
import { RecordError } from '../store/errors.ts';

/** Where a Partoo template stands that rules swap, or that something of ours is remembered of. */
export interface TemplateStatus {
  asExpected: boolean;
  organization: string;
  /** Its title, as closures.yml writes it. */
  template: string;
  state: 'own' | 'swapped' | 'propagating' | 'failing';
  /** What swaps it, as people call it. */
  closures: string[];
  since: string | null;
  until: string | null;
  timezone: string;
  kept: { field: string; at: string }[];
  lastError: { code: string; message: string; since: string; attempts: number } | null;
}

/** Those of an organization at an instant, by their names. Reads the store only. */
export async function templateStatuses(
  { store }: Pick<Deps, 'store'>,
  situation: Situation,
  at: Instant,
): Promise<TemplateStatus[]> {
  const swapped = new SwappedTemplates(situation, at);
  const known = new Map<string, BusinessRecord | null>(
    swapped.titles.map((title) => [templateName(title), newRecord(templateName(title), null)]),
  );
  for (const { name, record } of await store.listTemplates(situation.organization.id))
    if (!isForgotten(record) || known.has(name)) known.set(name, record);
  return [...known].flatMap(([name, record]) => {
    const title = titleIn(name);
    return title === null ? [] : [statusOf(title, record, { swapped, situation, at })];
  });
}

/** Nothing of ours is in place, nothing is open, and nothing of it was kept. */
function isForgotten(record: BusinessRecord | null): boolean {
  if (record === null || record.inPlace !== null || isUnsettled(record)) return false;
  return record.failing === null && record.kept.length === 0;
}

interface Around {
  swapped: SwappedTemplates;
  situation: Situation;
  at: Instant;
}

function statusOf(template: string, record: BusinessRecord | null, around: Around): TemplateStatus {
  const { swapped, situation, at } = around;
  const { zone } = wordingOf(situation);
  const base = { organization: situation.organization.id, template, timezone: zone };
  if (record === null) {
    const { code, message } = new RecordError(templateName(template));
    const lastError = { code, message, since: isoInZone(at, zone), attempts: 1 };
    const nothing = { asExpected: false, closures: [], since: null, until: null, kept: [] };
    return { ...base, ...nothing, state: 'failing', lastError };
  }
  const wanted = swapped.desired(template, record.override);
  const isAsWanted = [overlayKeyInPlace(record), record.standsFor].includes(wanted.overlayKey);
  const state = stateOf(record);
  const ends = record.closures.map(({ end }) => end ?? Number.POSITIVE_INFINITY);
  const until = Math.max(...ends);
  const { failing } = record;
  return {
    ...base,
    asExpected:
      state !== 'failing' && state !== 'propagating' && (isAsWanted || swapped.undecided.has(template)),
    state,
    closures: record.closures.map(({ key, name }) => closureInWords({ closure: key, name })),
    since: record.since === null ? null : isoInZone(record.since, zone),
    until: Number.isFinite(until) ? isoInZone(until, zone) : null,
    kept: record.kept.map(({ field, at: keptAt }) => ({ field, at: isoInZone(keptAt, zone) })),
    lastError: failing && {
      code: failing.code,
      message: failing.message,
      since: isoInZone(failing.since, zone),
      attempts: failing.attempts,
    },
  };
}

function stateOf(record: BusinessRecord): TemplateStatus['state'] {
  if (record.failing) return 'failing';
  if (isUnsettled(record)) return 'propagating';
  return overlayKeyInPlace(record) === '' ? 'own' : 'swapped';
}
