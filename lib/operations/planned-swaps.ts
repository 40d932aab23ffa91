import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import { asTemplateFields, TEMPLATE_FIELDS, type TemplateFields } from '../closures/fields.ts';
import type { Settings } from '../closures/model.ts';
import { type Swap, templatesOf } from '../closures/templates/swaps.ts';
import { desiredOf } from '../closures/templates/wanted-template.ts';
import { type WideChain, wideChains } from '../closures/templates/wide-chains.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { SwappedTemplates, wordingOf } from '../reconcile/situation/swapped-templates.ts';

/** A Partoo template that a rule swaps while one of its closures is in force. */
export interface PlannedSwap {
  organization: string;
  /** Its title, as closures.yml writes it. */
  template: string;
  rule: string;
  name: string;
  timezone: string;
  start: string;
  end: string;
  /** What becomes of it, where no other rule goes before this one; a field that is left out stays. */
  swap: Partial<TemplateFields>;
}

interface Window {
  from: Instant;
  to: Instant;
}

/** A read before a write, and one after it. */
const READS_A_WRITE = 2;

/** The swaps of a window, by their start. */
export function plannedSwaps(situation: Situation, { from, to }: Window): PlannedSwap[] {
  return [...wideChains(situation.cohorts).values()]
    .flat()
    .filter(({ start, end }) => start < to && end > from)
    .sort((a, b) => a.start - b.start)
    .flatMap((chain) => Object.keys(templatesOf(chain)).map((title) => swapOf(situation, chain, title)));
}

function swapOf(situation: Situation, winner: WideChain, template: string): PlannedSwap {
  const said = templatesOf(winner)[template] ?? {};
  const swap: Swap = {};
  for (const field of TEMPLATE_FIELDS) {
    const value = said[field];
    if (value !== undefined) swap[field] = { value, winner, losers: [] };
  }
  const wording = wordingOf(situation);
  const { overlay, closures } = desiredOf(swap, wording);
  return {
    organization: situation.organization.id,
    template,
    rule: winner.source.key,
    name: closures[0]?.name ?? winner.source.key,
    timezone: wording.zone,
    start: isoInZone(winner.start, wording.zone),
    end: isoInZone(winner.end, wording.zone),
    swap: asTemplateFields(overlay as Settings),
  };
}

/** What the swaps of a window cost: a write wherever what is wanted of a template becomes another. */
export function requestsOfSwaps(
  situation: Situation,
  { from, to }: Window,
): { reads: number; writes: number } {
  if (wideChains(situation.cohorts).size === 0) return { reads: 0, writes: 0 };
  const instants = new Set(situation.cohorts.flatMap(({ timeline }) => timeline.boundaries));
  let writes = 0;
  let before = keysAt(situation, from - 1);
  for (const at of [...instants].filter((one) => one >= from && one < to).sort((a, b) => a - b)) {
    const now = keysAt(situation, at);
    const titles = new Set([...before.keys(), ...now.keys()]);
    writes += [...titles].filter((title) => before.get(title) !== now.get(title)).length;
    before = now;
  }
  return { reads: writes * READS_A_WRITE, writes };
}

function keysAt(situation: Situation, at: Instant): Map<string, string> {
  const swapped = new SwappedTemplates(situation, at);
  return new Map(swapped.titles.map((title) => [title, swapped.desired(title).overlayKey]));
}
