import type { Instant } from '../clock.ts';
import { isoInZone } from '../closures/civil-time.ts';
import { closureName, namesake } from '../closures/messages/index.ts';
import { whyItLoses } from '../closures/precedence.ts';
import type { Swap } from '../closures/templates/swaps.ts';
import type { WideChain } from '../closures/templates/wide-chains.ts';
import type { Situation } from '../reconcile/situation/situation.ts';
import { SwappedTemplates } from '../reconcile/situation/swapped-templates.ts';
import type { Contender } from './contender.ts';

/** Who decides a field of a template, and who does not. */
type TemplateField = { winner: Contender; losers: Contender[] };

/** Partoo's templates that closures of an organization swap at an instant, by title and field. */
export function explainTemplates(
  situation: Situation,
  at: Instant,
  zone: string,
): Record<string, Record<string, TemplateField>> {
  const fieldsOf = (swap: Swap): Record<string, TemplateField> =>
    Object.fromEntries(
      Object.entries(swap).map(([field, { value, winner, losers }]) => [
        field,
        {
          winner: { ...contenderOf(situation, winner, zone), value, why: 'wins' },
          losers: losers.map((loser) => ({
            ...contenderOf(situation, loser, zone),
            value: undefined,
            why: whyItLoses(winner, loser),
          })),
        },
      ]),
    );
  const swaps = new SwappedTemplates(situation, at).swaps(null);
  return Object.fromEntries([...swaps].map(([title, swap]) => [title, fieldsOf(swap)]));
}

function contenderOf({ organization, defaultLanguage }: Situation, chain: WideChain, zone: string) {
  const { source, start, end, links } = chain;
  const named = { names: namesake(links)?.names ?? {}, ruleName: source.name };
  const language = organization.language ?? defaultLanguage;
  return {
    closure: source.key,
    name: closureName(named, { language, organizationLanguage: organization.language }) ?? source.key,
    level: source.level,
    priority: source.priority,
    start: isoInZone(start, zone),
    end: Number.isFinite(end) ? isoInZone(end, zone) : null,
  };
}
