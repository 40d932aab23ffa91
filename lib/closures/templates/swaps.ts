import type { Instant } from '../../clock.ts';
import type { Chain } from '../chains.ts';
import { TEMPLATE_FIELDS, type TemplateField } from '../fields.ts';
import type { MessageRef, TemplateSwap } from '../model.ts';
import { byPrecedence } from '../precedence.ts';
import { inForceAt } from '../timeline.ts';
import { swapsTemplates, type WideChain, wideChains, type ZonedChains } from './wide-chains.ts';

/** What becomes of one field of a template, who says so, and who does not come to say it. */
export interface SwapChoice {
  value: MessageRef | string;
  winner: WideChain;
  losers: WideChain[];
}
/** What becomes of a template; a field that is left out is its own. */
export type Swap = { [field in TemplateField]?: SwapChoice };

/**
 * What becomes of templates at an instant, by title. A closure of the rule has to stand somewhere: where a hold, an `open`
 * or a `leave` goes before it, it says nothing. Of several rules that stand the field comes from the one of highest
 * precedence (design rule 8).
 * @param override what had begun by then counts no more; null: all does
 */
export function swapsAt(
  cohorts: readonly ZonedChains[],
  at: Instant,
  override: Instant | null = null,
): Map<string, Swap> {
  const inForce = wideInForce(cohorts, at, override);
  const said = new Map<string, Map<TemplateField, Speakers>>();
  if (inForce.size > 0) for (const cohort of cohorts) listen(cohort, at, inForce, said);
  const swaps = new Map<string, Swap>();
  for (const [title, fields] of said) {
    const swap: Swap = {};
    for (const [field, one] of fields) {
      const choice = choose(title, field, one);
      if (choice) swap[field] = choice;
    }
    if (Object.keys(swap).length > 0) swaps.set(title, swap);
  }
  return swaps;
}

/** Titles of which it is not known what becomes of them: the calendar of a rule that swaps them is not known somewhere. */
export function undecidedTitles(
  cohorts: readonly ZonedChains[],
  sources: readonly Pick<Chain, 'source'>[],
): ReadonlySet<string> {
  const unknown = new Set(cohorts.flatMap(({ unknownRules }) => unknownRules));
  return new Set(
    sources.filter(({ source }) => unknown.has(source.key)).flatMap((one) => Object.keys(templatesOf(one))),
  );
}

export function templatesOf({ source: { effect } }: Pick<Chain, 'source'>): Record<string, TemplateSwap> {
  return effect.kind === 'set' ? (effect.templates ?? {}) : {};
}

/** Who speaks of a field, and who of them is not masked everywhere. */
interface Speakers {
  speaking: Set<WideChain>;
  standing: Set<WideChain>;
}

function wideInForce(
  cohorts: readonly ZonedChains[],
  at: Instant,
  override: Instant | null,
): Map<string, WideChain> {
  const found = new Map<string, WideChain>();
  for (const [key, chains] of wideChains(cohorts)) {
    const chain = chains.find(({ start, end }) => start <= at && at < end);
    if (chain && (override === null || chain.start > override)) found.set(key, chain);
  }
  return found;
}

function listen(
  { timeline }: ZonedChains,
  at: Instant,
  inForce: ReadonlyMap<string, WideChain>,
  said: Map<string, Map<TemplateField, Speakers>>,
): void {
  const ranked = inForceAt(timeline, at).toSorted(byPrecedence);
  const masked = ranked.findIndex(masks);
  for (const [index, chain] of ranked.entries()) {
    const wide = swapsTemplates(chain) ? inForce.get(chain.source.key) : undefined;
    if (!wide) continue;
    for (const [title, swap] of Object.entries(templatesOf(chain)))
      for (const field of TEMPLATE_FIELDS) {
        if (swap[field] === undefined) continue;
        const { speaking, standing } = saidOf(said, title, field);
        speaking.add(wide);
        if (masked < 0 || index < masked) standing.add(wide);
      }
  }
}

function masks({ source: { effect } }: Chain): boolean {
  return effect.kind === 'leave' || effect.open;
}

function saidOf(
  said: Map<string, Map<TemplateField, Speakers>>,
  title: string,
  field: TemplateField,
): Speakers {
  const fields = said.get(title) ?? new Map<TemplateField, Speakers>();
  said.set(title, fields);
  const one = fields.get(field) ?? { speaking: new Set(), standing: new Set() };
  fields.set(field, one);
  return one;
}

function choose(title: string, field: TemplateField, { speaking, standing }: Speakers): SwapChoice | null {
  const [winner] = [...standing].sort(byPrecedence);
  const value = winner && templatesOf(winner)[title]?.[field];
  if (!winner || value === undefined) return null;
  return { value, winner, losers: [...speaking].filter((one) => one !== winner).sort(byPrecedence) };
}
